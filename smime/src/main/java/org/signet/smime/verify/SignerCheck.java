package org.signet.smime.verify;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.signet.smime.trust.KeyIdentifiers;
import org.signet.smime.trust.KeyStrength;
import org.signet.smime.trust.PathFinder;
import org.signet.smime.trust.Trust;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Checks one signer of a layer. */
final class SignerCheck {
    /** What all signers of a layer have in common. */
    record Context(
            ASN1ObjectIdentifier contentType,
            List<Content> forms,
            List<X509Certificate> certificates,
            List<X509CRL> lists,
            Instant at) {}

    /** Several certificates may have one name and number where somebody wants to confuse. */
    private static final int MOST_CANDIDATES = 4;

    private final PathFinder paths;
    private final boolean oldMail;
    private final Context context;

    SignerCheck(PathFinder paths, boolean oldMail, Context context) {
        this.paths = paths;
        this.oldMail = oldMail;
        this.context = context;
    }

    /** Decides; an exception means that the message cannot be read. */
    Signer check(SignerInfo info) throws IOException {
        Findings findings = new Findings();
        try {
            return check(info, findings);
        } catch (Refusal refusal) {
            return findings.signer(refusal.verdict(), List.of(), false);
        } catch (GeneralSecurityException | RuntimeException e) {
            // The parsers throw exceptions of many kinds at damaged structures.
            return findings.signer(
                    new Verdict.Invalid(
                            Verdict.Reason.MALFORMED, "it cannot be read: " + e.getMessage()),
                    List.of(),
                    false);
        }
    }

    /** What is known of a signer so far. */
    private static final class Findings {
        private Optional<X509Certificate> certificate = Optional.empty();
        private Optional<SignatureAlgorithm> algorithm = Optional.empty();
        private Optional<Instant> time = Optional.empty();
        private Optional<X509Certificate> preferred = Optional.empty();
        private boolean chained;
        private Optional<EncryptionOffer> offer = Optional.empty();

        Signer signer(Verdict verdict, List<X509Certificate> path, boolean revocationChecked) {
            return new Signer(
                    verdict,
                    certificate.orElse(null),
                    algorithm.map(each -> each.digest().title()).orElse(null),
                    algorithm.map(SignatureAlgorithm::title).orElse(null),
                    time.orElse(null),
                    path,
                    revocationChecked,
                    chained,
                    offer);
        }
    }

    private Signer check(SignerInfo info, Findings findings)
            throws IOException, GeneralSecurityException, Refusal {
        SignatureAlgorithm algorithm =
                SignatureAlgorithm.of(
                        info.getDigestEncryptionAlgorithm(), info.getDigestAlgorithm());
        findings.algorithm = Optional.of(algorithm);
        List<X509Certificate> candidates =
                context.certificates().stream()
                        .filter(each -> isNamed(each, info.getSID()))
                        .distinct()
                        .limit(MOST_CANDIDATES)
                        .toList();
        if (candidates.isEmpty()) {
            throw new Refusal(
                    Verdict.Reason.NO_SIGNER_CERTIFICATE,
                    "the certificate of the signer is missing");
        }
        findings.certificate = Optional.of(candidates.get(0));
        checkStrength(algorithm);
        Optional<SignedAttributes> attributes = SignedAttributes.of(info);
        findings.time = attributes.flatMap(SignedAttributes::signingTime);
        checkContent(attributes, algorithm);
        Maker maker = verify(info, algorithm, attributes, candidates);
        findings.certificate = Optional.of(maker.certificate());
        if (attributes.isPresent()) {
            attributes.get().checkCertificate(maker.certificate());
            findings.preferred = attributes.get().preferred(context.certificates());
        }
        return trust(maker, findings);
    }

    /** The certificate of the key that a signature was made with, and that key. */
    private record Maker(X509Certificate certificate, PublicKey key) {}

    private void checkStrength(SignatureAlgorithm algorithm) throws Refusal {
        boolean enough =
                switch (algorithm.digest().strength()) {
                    case GOOD -> true;
                    case WEAK -> oldMail;
                    case BROKEN -> false;
                };
        if (!enough) {
            throw new Refusal(
                    Verdict.Reason.WEAK_ALGORITHM, "the digest is " + algorithm.digest().title());
        }
    }

    /** RFC 5652 §5.3: by issuer and number, or by the identifier of the key. */
    static boolean isNamed(X509Certificate certificate, SignerIdentifier name) {
        if (name.isTagged()) {
            byte[] wanted = ASN1OctetString.getInstance(name.getId()).getOctets();
            return KeyIdentifiers.subject(certificate)
                    .filter(found -> Arrays.equals(found, wanted))
                    .isPresent();
        }
        IssuerAndSerialNumber wanted = IssuerAndSerialNumber.getInstance(name.getId());
        return wanted.getSerialNumber().getValue().equals(certificate.getSerialNumber())
                && wanted.getName()
                        .equals(
                                X500Name.getInstance(
                                        certificate.getIssuerX500Principal().getEncoded()));
    }

    /** Where attributes were signed, one of the forms of the content must have their digest. */
    private void checkContent(Optional<SignedAttributes> attributes, SignatureAlgorithm algorithm)
            throws IOException, Refusal {
        if (attributes.isEmpty()) {
            SignedAttributes.checkAbsence(context.contentType());
            if (context.forms().get(0).looksLikeAttributes()) {
                throw new Refusal(
                        Verdict.Reason.SIGNED_ATTRIBUTES,
                        "the content is what signed attributes look like");
            }
            return;
        }
        Optional<Refusal> altered = Optional.empty();
        for (Content form : context.forms()) {
            try {
                attributes.get().check(context.contentType(), form.digest(algorithm.digest()));
                return;
            } catch (Refusal refusal) {
                altered = altered.or(() -> Optional.of(refusal));
            }
        }
        throw altered.orElseThrow();
    }

    private Maker verify(
            SignerInfo info,
            SignatureAlgorithm algorithm,
            Optional<SignedAttributes> attributes,
            List<X509Certificate> candidates)
            throws IOException, GeneralSecurityException, Refusal {
        Optional<Refusal> refusal = Optional.empty();
        for (X509Certificate candidate : candidates) {
            Optional<String> weakness = KeyStrength.weakness(candidate.getPublicKey(), oldMail);
            if (weakness.isPresent()) {
                refusal =
                        Optional.of(
                                new Refusal(
                                        Verdict.Reason.WEAK_ALGORITHM,
                                        "the key is " + weakness.get()));
            } else if (!algorithm.fits(keyAlgorithm(candidate))) {
                refusal =
                        Optional.of(
                                new Refusal(
                                        Verdict.Reason.ALGORITHM_MISMATCH,
                                        "the key of the certificate makes no "
                                                + algorithm.title()));
            } else {
                for (PublicKey key : InheritedParameters.keys(candidate, context.certificates())) {
                    if (isSignedBy(key, info, algorithm, attributes)) {
                        return new Maker(candidate, key);
                    }
                }
            }
        }
        throw refusal.orElseGet(
                () ->
                        new Refusal(
                                Verdict.Reason.BAD_SIGNATURE,
                                "the signature was not made with the key of the certificate"
                                        + (attributes.isEmpty()
                                                ? ", or the content altered"
                                                : "")));
    }

    private static ASN1ObjectIdentifier keyAlgorithm(X509Certificate certificate) {
        return SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded())
                .getAlgorithm()
                .getAlgorithm();
    }

    private boolean isSignedBy(
            PublicKey key,
            SignerInfo info,
            SignatureAlgorithm algorithm,
            Optional<SignedAttributes> attributes)
            throws IOException, GeneralSecurityException, Refusal {
        byte[] signature = info.getEncryptedDigest().getOctets();
        if (attributes.isPresent()) {
            for (byte[] encoded : attributes.get().encoded()) {
                Signature verifier = verifier(algorithm, key);
                verifier.update(encoded);
                if (verifies(verifier, signature)) {
                    return true;
                }
            }
            return false;
        }
        for (Content each : context.forms()) {
            Signature verifier = verifier(algorithm, key);
            each.update(verifier, algorithm.family().signsWhole());
            if (verifies(verifier, signature)) {
                return true;
            }
        }
        return false;
    }

    private static Signature verifier(SignatureAlgorithm algorithm, PublicKey key)
            throws GeneralSecurityException {
        Signature verifier = algorithm.verifier();
        verifier.initVerify(key);
        return verifier;
    }

    private static boolean verifies(Signature verifier, byte[] signature) {
        try {
            return verifier.verify(signature);
        } catch (GeneralSecurityException notEvenASignature) {
            return false;
        }
    }

    private Signer trust(Maker maker, Findings findings) throws GeneralSecurityException, Refusal {
        Trust trust =
                paths.find(
                        maker.certificate(), context.certificates(), context.lists(), context.at());
        if (trust instanceof Trust.Trusted(var path, boolean checked)
                && InheritedParameters.areMissing(maker.certificate())
                && !InheritedParameters.isOf(path, maker.key())) {
            throw new Refusal(
                    Verdict.Reason.BAD_SIGNATURE,
                    "it fits only with parameters that are not those of the issuer");
        }
        return switch (trust) {
            case Trust.Trusted(var path, boolean checked) -> {
                findings.chained = paths.isRoot(path.getLast());
                findings.offer = Optional.of(offer(maker, findings));
                yield findings.signer(new Verdict.Valid(), path, checked);
            }
            case Trust.Untrusted(Trust.Reason reason, String detail) ->
                    findings.signer(new Verdict.Invalid(reason(reason), detail), List.of(), false);
            case Trust.Unknown(String detail) ->
                    findings.signer(
                            new Verdict.Undecidable(
                                    paths.isBlind()
                                            ? Verdict.Reason.BLOCK_LIST_UNREADABLE
                                            : Verdict.Reason.REVOCATION_UNKNOWN,
                                    detail),
                            List.of(),
                            false);
        };
    }

    private EncryptionOffer offer(Maker maker, Findings findings) {
        return new EncryptionOffer(
                maker.certificate(), findings.preferred, context.certificates(), context.lists());
    }

    private static Verdict.Reason reason(Trust.Reason reason) {
        return switch (reason) {
            case KEY_USAGE -> Verdict.Reason.KEY_USAGE;
            case EXTENDED_KEY_USAGE -> Verdict.Reason.EXTENDED_KEY_USAGE;
            case EXPIRED -> Verdict.Reason.EXPIRED;
            case NOT_YET_VALID -> Verdict.Reason.NOT_YET_VALID;
            case WEAK_ALGORITHM -> Verdict.Reason.WEAK_ALGORITHM;
            case NO_PATH -> Verdict.Reason.UNTRUSTED;
            case INVALID_PATH -> Verdict.Reason.INVALID_PATH;
            case LIMIT_EXCEEDED -> Verdict.Reason.LIMIT_EXCEEDED;
            case REVOKED -> Verdict.Reason.REVOKED;
            case BLOCKED -> Verdict.Reason.BLOCKED;
        };
    }
}
