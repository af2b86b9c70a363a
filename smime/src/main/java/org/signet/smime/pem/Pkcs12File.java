package org.signet.smime.pem;

import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.bc.BcDefaultDigestProvider;
import org.bouncycastle.pkcs.PKCS12MacCalculatorBuilderProvider;
import org.bouncycastle.pkcs.PKCS12PfxPdu;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagFactory;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.bc.BcPKCS12MacCalculatorBuilderProvider;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilderProvider;
import org.signet.smime.provider.Providers;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** The keys and certificates in a PKCS#12 file (RFC 7292), in their order. */
final class Pkcs12File {
    private static final String ALLOWED = "a PKCS#12 file (*.p12, *.pfx) and its password";

    private final Path path;
    private final Password password;
    private final List<PrivateKey> keys = new ArrayList<>();
    private final List<X509Certificate> certificates = new ArrayList<>();

    private Pkcs12File(Path path, Password password) {
        this.path = path;
        this.password = password;
    }

    static KeyFile read(Path path, byte[] bytes, Password password) throws UnusableFileException {
        Pkcs12File file = new Pkcs12File(path, password);
        try {
            PKCS12PfxPdu pfx = new PKCS12PfxPdu(bytes);
            if (pfx.hasMac() && !pfx.isMacValid(mac(pfx), password.characters())) {
                throw file.refuse("the password is wrong, or the file is damaged");
            }
            for (ContentInfo content : pfx.getContentInfos()) {
                file.add(content);
            }
        } catch (IOException
                | PKCSException
                | GeneralSecurityException
                | IllegalArgumentException
                | IllegalStateException e) {
            // The cause may quote the content, which is a key.
            throw file.refuse("it cannot be read with this password");
        }
        return new KeyFile(path, file.keys, file.certificates);
    }

    /** PBMAC1 (RFC 9579), or the way of RFC 7292 with any hash. */
    private static PKCS12MacCalculatorBuilderProvider mac(PKCS12PfxPdu pfx) {
        return pfx.getMacAlgorithmID().getAlgorithm().equals(PKCSObjectIdentifiers.id_PBMAC1)
                ? new JcePKCS12MacCalculatorBuilderProvider().setProvider(Providers.bouncyCastle())
                : new BcPKCS12MacCalculatorBuilderProvider(BcDefaultDigestProvider.INSTANCE);
    }

    private void add(ContentInfo content)
            throws PKCSException, IOException, GeneralSecurityException, UnusableFileException {
        PKCS12SafeBagFactory bags =
                content.getContentType().equals(PKCSObjectIdentifiers.encryptedData)
                        ? new PKCS12SafeBagFactory(content, PrivateKeys.decryptor(password))
                        : new PKCS12SafeBagFactory(content);
        for (PKCS12SafeBag bag : bags.getSafeBags()) {
            switch (bag.getBagValue()) {
                case X509CertificateHolder certificate ->
                        certificates.add(
                                PemFile.certificate(
                                        path, certificate.getEncoded(), "a certificate in it"));
                case PKCS8EncryptedPrivateKeyInfo key ->
                        keys.add(PrivateKeys.of(PrivateKeys.decrypted(key, password)));
                case PrivateKeyInfo key -> keys.add(PrivateKeys.of(key));
                default ->
                        throw refuse(
                                "there is something in it that is neither key nor certificate");
            }
        }
    }

    private UnusableFileException refuse(String why) {
        return new UnusableFileException(path, why, ALLOWED);
    }
}
