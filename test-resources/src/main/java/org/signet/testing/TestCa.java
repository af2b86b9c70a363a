package org.signet.testing;

import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A certificate authority that lives for one test run.
 *
 * <pre>{@code
 * TestCa ca = TestCa.root("Example Root");
 * TestCa.Identity server = ca.server("mx.example").issue();
 * TestCa.Identity alice = ca.person("alice@example.org").key(KeyKind.EC_P256).issue();
 * TestCa.Identity late = ca.server("mx.example").expired().issue();
 * }</pre>
 */
public final class TestCa {
    private static final AtomicLong SERIAL = new AtomicLong(1000);
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    /** What keys sign with that cannot sign. */
    private static final String NOTHING = "none";

    /** The kind of key pair a certificate is issued for. */
    public enum KeyKind {
        RSA_2048("RSA", "SHA256withRSA"),
        EC_P256("EC", "SHA256withECDSA"),
        EC_P384("EC", "SHA384withECDSA"),
        EC_P521("EC", "SHA512withECDSA"),
        ED25519("Ed25519", "Ed25519"),
        ED448("Ed448", "Ed448"),
        X25519("X25519", NOTHING),
        X448("X448", NOTHING),
        ML_DSA_44("ML-DSA-44", "ML-DSA-44"),
        ML_DSA_65("ML-DSA-65", "ML-DSA-65"),
        ML_DSA_87("ML-DSA-87", "ML-DSA-87"),
        ML_KEM_512("ML-KEM-512", NOTHING),
        ML_KEM_768("ML-KEM-768", NOTHING),
        ML_KEM_1024("ML-KEM-1024", NOTHING);

        private final String algorithm;
        private final String signature;

        KeyKind(String algorithm, String signature) {
            this.algorithm = algorithm;
            this.signature = signature;
        }

        /** Elsewhere than in the JDK, of which the oldest supported lacks the last ones. */
        private boolean isPostQuantum() {
            return algorithm.startsWith("ML-");
        }

        KeyPair generate() {
            try {
                KeyPairGenerator generator =
                        isPostQuantum()
                                ? KeyPairGenerator.getInstance(algorithm, BOUNCY_CASTLE)
                                : KeyPairGenerator.getInstance(algorithm);
                switch (this) {
                    case RSA_2048 -> generator.initialize(2048);
                    case EC_P256 -> generator.initialize(new ECGenParameterSpec("secp256r1"));
                    case EC_P384 -> generator.initialize(new ECGenParameterSpec("secp384r1"));
                    case EC_P521 -> generator.initialize(new ECGenParameterSpec("secp521r1"));
                    default -> {
                        // The name of the algorithm says all.
                    }
                }
                return generator.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("This JDK cannot make a key of kind " + this, e);
            }
        }
    }

    /** A private key with its certificate and the certificates above it, leaf first, root last. */
    public record Identity(PrivateKey key, List<X509Certificate> chain) {
        public Identity {
            chain = List.copyOf(chain);
        }

        public X509Certificate certificate() {
            return chain.get(0);
        }

        /** Returns the private key as PKCS#8 PEM. */
        public String keyPem() {
            return pem(key);
        }

        /** Returns the whole chain as PEM, leaf first. */
        public String chainPem() {
            StringBuilder all = new StringBuilder();
            chain.forEach(certificate -> all.append(pem(certificate)));
            return all.toString();
        }

        public String certificatePem() {
            return pem(certificate());
        }

        private static String pem(Object value) {
            StringWriter text = new StringWriter();
            try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
                writer.writeObject(
                        value instanceof PrivateKey key
                                ? new org.bouncycastle.util.io.pem.PemObject(
                                        "PRIVATE KEY", key.getEncoded())
                                : value);
            } catch (java.io.IOException e) {
                throw new UncheckedIOException(e);
            }
            return text.toString();
        }
    }

    private final KeyKind kind;
    private final Identity self;

    private TestCa(KeyKind kind, Identity self) {
        this.kind = kind;
        this.self = self;
    }

    public static TestCa root(String name) {
        return root(name, KeyKind.EC_P256);
    }

    public static TestCa root(String name, KeyKind kind) {
        return rootNamed(name).key(kind).issueRoot();
    }

    /** Begins a root, for which properties can be set; see issueRoot. */
    public static Leaf rootNamed(String name) {
        return new Leaf(null, name).authority();
    }

    /** Issues an authority below this one. */
    public TestCa intermediate(String name) {
        return below(name).issueAuthority();
    }

    /** Begins an authority below this one, for which properties can be set; see issueAuthority. */
    public Leaf below(String name) {
        return new Leaf(this, name).key(kind).authority();
    }

    /** The authority's own key and certificate, with those above it. */
    public Identity identity() {
        return self;
    }

    public X509Certificate certificate() {
        return self.certificate();
    }

    /** Begins a TLS server certificate for the given DNS names. */
    public Leaf server(String... dnsNames) {
        Leaf leaf = new Leaf(this, dnsNames[0]);
        leaf.purpose = KeyPurposeId.id_kp_serverAuth;
        for (String name : dnsNames) {
            leaf.names.add(new GeneralName(GeneralName.dNSName, name));
        }
        return leaf;
    }

    /** Begins an S/MIME certificate for the given mail addresses. */
    public Leaf person(String... addresses) {
        Leaf leaf = new Leaf(this, addresses[0]);
        leaf.purpose = KeyPurposeId.id_kp_emailProtection;
        for (String address : addresses) {
            leaf.names.add(new GeneralName(GeneralName.rfc822Name, address));
        }
        return leaf;
    }

    /** A self-signed TLS server certificate that no authority vouches for. */
    public static Identity selfSigned(String dnsName) {
        KeyPair pair = KeyKind.EC_P256.generate();
        Leaf leaf = new Leaf(null, dnsName);
        leaf.purpose = KeyPurposeId.id_kp_serverAuth;
        leaf.names.add(new GeneralName(GeneralName.dNSName, dnsName));
        return new Identity(pair.getPrivate(), List.of(leaf.sign(pair, pair, null)));
    }

    /** A certificate about to be issued; each method sets one property of it. */
    public static final class Leaf {
        private final @Nullable TestCa issuer;
        private final String commonName;
        private final List<GeneralName> names = new ArrayList<>();
        private KeyKind kind = KeyKind.EC_P256;
        private @Nullable KeyPurposeId purpose;
        private boolean authority;
        private boolean addressInSubject;
        private @Nullable Integer usage;
        private boolean claimsAuthority = true;
        private @Nullable Integer pathLength;
        private boolean keyIdentifiers = true;
        private @Nullable String permittedBelow;
        private @Nullable String responder;
        private @Nullable String lists;
        private boolean unchecked;
        private Instant notBefore = Instant.now().minus(Duration.ofDays(2));
        private Instant notAfter = Instant.now().plus(Duration.ofDays(365));

        private Leaf(@Nullable TestCa issuer, String commonName) {
            this.issuer = issuer;
            this.commonName = commonName;
        }

        public Leaf key(KeyKind chosen) {
            this.kind = chosen;
            return this;
        }

        public Leaf expired() {
            return valid(
                    Instant.now().minus(Duration.ofDays(30)),
                    Instant.now().minus(Duration.ofDays(1)));
        }

        public Leaf notYetValid() {
            return valid(
                    Instant.now().plus(Duration.ofDays(1)),
                    Instant.now().plus(Duration.ofDays(30)));
        }

        public Leaf valid(Instant from, Instant until) {
            this.notBefore = from;
            this.notAfter = until;
            return this;
        }

        /** Sets the extended key usage to another purpose than the usual one. */
        public Leaf purpose(KeyPurposeId other) {
            this.purpose = other;
            return this;
        }

        /** Makes it a certificate for TLS clients, which no server may show. */
        public Leaf forClients() {
            return purpose(KeyPurposeId.id_kp_clientAuth);
        }

        /** Makes it a certificate for mail, whatever it names. */
        public Leaf forMail() {
            return purpose(KeyPurposeId.id_kp_emailProtection);
        }

        /** Sets the key usage bits ({@link KeyUsage}) to others than the usual ones. */
        public Leaf usage(int bits) {
            this.usage = bits;
            return this;
        }

        /** Names the addresses in the subject only, as certificates did in former times. */
        public Leaf addressInSubjectOnly() {
            this.names.clear();
            this.addressInSubject = true;
            return this;
        }

        /** Names nobody but the common name. */
        public Leaf withoutNames() {
            this.names.clear();
            return this;
        }

        /** Limits how many authorities may stand below this one (an authority only). */
        public Leaf pathLength(int most) {
            this.pathLength = most;
            return this;
        }

        /** Says CA:false although it signs certificates: an issuer that must not be believed. */
        public Leaf withoutAuthority() {
            this.claimsAuthority = false;
            return this;
        }

        /** Leaves out the key identifiers of subject and issuer, as old software does. */
        public Leaf withoutKeyIdentifiers() {
            this.keyIdentifiers = false;
            return this;
        }

        /** Allows only DNS names at and below one (an authority only). */
        public Leaf permittingOnly(String dnsName) {
            this.permittedBelow = dnsName;
            return this;
        }

        /** Names an OCSP responder. */
        public Leaf responder(String url) {
            this.responder = url;
            return this;
        }

        /** Names a place of revocation lists. */
        public Leaf lists(String url) {
            this.lists = url;
            return this;
        }

        /** Says that nobody need ask whether it is revoked, as certificates of responders do. */
        public Leaf unchecked() {
            this.unchecked = true;
            return this;
        }

        private Leaf authority() {
            this.authority = true;
            return this;
        }

        /** Issues the root begun by {@link TestCa#rootNamed}. */
        public TestCa issueRoot() {
            KeyPair pair = kind.generate();
            return new TestCa(
                    kind, new Identity(pair.getPrivate(), List.of(sign(pair, pair, null))));
        }

        /** Issues the authority begun by {@link TestCa#below}. */
        public TestCa issueAuthority() {
            return new TestCa(kind, issue());
        }

        private BasicConstraints basicConstraints() {
            if (!authority || !claimsAuthority) {
                return new BasicConstraints(false);
            }
            return pathLength == null
                    ? new BasicConstraints(true)
                    : new BasicConstraints(pathLength.intValue());
        }

        public Identity issue() {
            if (issuer == null) {
                throw new IllegalStateException("A root is issued by TestCa.root");
            }
            KeyPair pair = kind.generate();
            List<X509Certificate> chain = new ArrayList<>();
            chain.add(
                    sign(
                            pair,
                            new KeyPair(
                                    issuer.certificate().getPublicKey(), issuer.identity().key()),
                            issuer.certificate()));
            chain.addAll(issuer.identity().chain());
            return new Identity(pair.getPrivate(), chain);
        }

        private X509Certificate sign(
                KeyPair subject, KeyPair signer, @Nullable X509Certificate above) {
            X500Name name = new X500Name((addressInSubject ? "E=" : "CN=") + commonName);
            try {
                JcaX509v3CertificateBuilder builder =
                        new JcaX509v3CertificateBuilder(
                                above == null
                                        ? name
                                        : X500Name.getInstance(
                                                above.getSubjectX500Principal().getEncoded()),
                                BigInteger.valueOf(SERIAL.incrementAndGet()),
                                Date.from(notBefore),
                                Date.from(notAfter),
                                name,
                                subject.getPublic());
                extend(builder, subject, signer);
                String algorithm =
                        above == null || issuer == null ? kind.signature : issuer.kind.signature;
                return new JcaX509CertificateConverter()
                        .getCertificate(
                                builder.build(
                                        new JcaContentSignerBuilder(algorithm)
                                                .setProvider(BOUNCY_CASTLE)
                                                .build(signer.getPrivate())));
            } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
                throw new IllegalStateException("Could not mint a certificate for " + name, e);
            }
        }

        private void extend(JcaX509v3CertificateBuilder builder, KeyPair subject, KeyPair signer)
                throws CertIOException, GeneralSecurityException {
            if (keyIdentifiers) {
                JcaX509ExtensionUtils utils = new JcaX509ExtensionUtils();
                builder.addExtension(
                        Extension.subjectKeyIdentifier,
                        false,
                        utils.createSubjectKeyIdentifier(subject.getPublic()));
                builder.addExtension(
                        Extension.authorityKeyIdentifier,
                        false,
                        utils.createAuthorityKeyIdentifier(signer.getPublic()));
            }
            if (permittedBelow != null) {
                GeneralName name = new GeneralName(GeneralName.dNSName, permittedBelow);
                builder.addExtension(
                        Extension.nameConstraints,
                        true,
                        new NameConstraints(new GeneralSubtree[] {new GeneralSubtree(name)}, null));
            }
            addRevocation(builder);
            builder.addExtension(Extension.basicConstraints, true, basicConstraints());
            builder.addExtension(
                    Extension.keyUsage, true, new KeyUsage(usage == null ? keyUsage() : usage));
            if (purpose != null) {
                builder.addExtension(
                        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            }
            if (!names.isEmpty()) {
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(names.toArray(GeneralName[]::new)));
            }
        }

        private void addRevocation(JcaX509v3CertificateBuilder builder) throws CertIOException {
            if (responder != null) {
                builder.addExtension(
                        Extension.authorityInfoAccess,
                        false,
                        new AuthorityInformationAccess(
                                AccessDescription.id_ad_ocsp,
                                new GeneralName(GeneralName.uniformResourceIdentifier, responder)));
            }
            if (lists != null) {
                GeneralName place = new GeneralName(GeneralName.uniformResourceIdentifier, lists);
                DistributionPointName name = new DistributionPointName(new GeneralNames(place));
                builder.addExtension(
                        Extension.cRLDistributionPoints,
                        false,
                        new CRLDistPoint(
                                new DistributionPoint[] {new DistributionPoint(name, null, null)}));
            }
            if (unchecked) {
                builder.addExtension(
                        OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
            }
        }

        private int keyUsage() {
            if (authority) {
                return KeyUsage.keyCertSign | KeyUsage.cRLSign;
            }
            return switch (kind) {
                case RSA_2048 -> KeyUsage.digitalSignature | KeyUsage.keyEncipherment;
                case EC_P256, EC_P384, EC_P521 -> KeyUsage.digitalSignature | KeyUsage.keyAgreement;
                case ED25519, ED448, ML_DSA_44, ML_DSA_65, ML_DSA_87 -> KeyUsage.digitalSignature;
                case X25519, X448 -> KeyUsage.keyAgreement;
                case ML_KEM_512, ML_KEM_768, ML_KEM_1024 -> KeyUsage.keyEncipherment;
            };
        }
    }
}
