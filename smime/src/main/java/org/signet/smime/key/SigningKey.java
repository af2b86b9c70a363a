package org.signet.smime.key;

import org.signet.smime.certificate.CertificateAddresses;
import org.signet.smime.certificate.CertificateDomains;
import org.signet.smime.certificate.Fitness;
import org.signet.smime.certificate.KeyKind;
import org.signet.smime.certificate.Mailbox;
import org.signet.smime.pem.KeyFile;
import org.signet.smime.pem.Password;
import org.signet.smime.pem.UnusableFileException;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A private key with its certificate.
 *
 * @param intermediates the certificates between it and the root, without the root
 * @param addresses those that the certificate speaks for
 * @param domains those of which all addresses may be signed for
 * @param file where it comes from
 * @param token the provider that alone can use the key, where it lies in hardware
 */
public record SigningKey(
        PrivateKey key,
        X509Certificate certificate,
        List<X509Certificate> intermediates,
        KeyKind kind,
        Set<Mailbox> addresses,
        Set<String> domains,
        Path file,
        Optional<Provider> token) {
    private static final String ALLOWED =
            "one private key, its certificate for e-mail signing, and the certificates above it";

    public SigningKey {
        intermediates = List.copyOf(intermediates);
        addresses = Set.copyOf(addresses);
        domains = Set.copyOf(domains);
    }

    /** Reads the one key of a file, or of the token that a file {@code *.pkcs11} names. */
    public static SigningKey read(Path path) throws UnusableFileException {
        return of(Credential.isInToken(path) ? inToken(path) : inFile(path));
    }

    private static Credential inFile(Path path) throws UnusableFileException {
        KeyFile file = KeyFile.read(path, Password.beside(path));
        if (file.keys().size() != 1) {
            throw refuse(path, "there are " + file.keys().size() + " private keys in it");
        }
        return Credential.of(file, file).get(0);
    }

    private static Credential inToken(Path path) throws UnusableFileException {
        List<Credential> all = Credential.inToken(path);
        if (all.size() != 1) {
            throw refuse(path, "it names " + all.size() + " private keys");
        }
        Credential only = all.get(0);
        if (!KeyPairs.belongs(only.key(), only.certificate(), only.token())) {
            throw refuse(path, "the key in the token does not sign for its certificate");
        }
        return only;
    }

    /** Makes a key, if its certificate may sign mail at all. */
    public static SigningKey of(Credential credential) throws UnusableFileException {
        return switch (Fitness.decide(credential.certificate(), Fitness.Use.SIGN)) {
            case Fitness.Unfit(Fitness.Reason reason) ->
                    throw refuse(
                            credential.file(),
                            "the certificate cannot sign mail: " + reason.text());
            case Fitness.Fit(KeyKind kind) -> of(credential, kind);
        };
    }

    private static SigningKey of(Credential credential, KeyKind kind) throws UnusableFileException {
        try {
            return new SigningKey(
                    credential.key(),
                    credential.certificate(),
                    credential.others().stream().filter(each -> !isRoot(each)).toList(),
                    kind,
                    CertificateAddresses.of(credential.certificate()),
                    CertificateDomains.of(credential.certificate(), Fitness.Use.SIGN),
                    credential.file(),
                    credential.token());
        } catch (CertificateParsingException e) {
            throw refuse(credential.file(), "the names in the certificate cannot be read");
        }
    }

    /**
     * Signs a few bytes, if the key lies in a token, which may be away. A key from a file was tried
     * when it was read and stays in memory.
     *
     * @throws KeyUnavailableException if the token does not sign for the certificate now
     */
    public void tryIt() throws KeyUnavailableException {
        if (token.isPresent() && !KeyPairs.belongs(key, certificate, token)) {
            throw new KeyUnavailableException(file + ": the token does not sign");
        }
    }

    private static boolean isRoot(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    static UnusableFileException refuse(Path path, String why) {
        return new UnusableFileException(path, why, ALLOWED);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "SigningKey[" + file + "]";
    }
}
