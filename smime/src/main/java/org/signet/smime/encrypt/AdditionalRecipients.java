package org.signet.smime.encrypt;

import org.signet.smime.certificate.Fitness;
import org.signet.smime.pem.KeyFile;
import org.signet.smime.pem.UnusableFileException;
import org.signet.smime.trust.RecipientTrust;
import org.signet.smime.trust.Trust;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Those for whom every message is encrypted, too, such as an escrow key. */
public record AdditionalRecipients(Set<X509Certificate> certificates) {
    public static final AdditionalRecipients NONE = new AdditionalRecipients(Set.of());

    public AdditionalRecipients {
        certificates = Set.copyOf(certificates);
    }

    /** Reads a file of certificates, all of which must be fit to be encrypted for. */
    public static AdditionalRecipients read(Path file) throws UnusableFileException {
        List<X509Certificate> all = KeyFile.readPem(file, Optional.empty()).certificates();
        for (X509Certificate each : all) {
            if (Fitness.decide(each, Fitness.Use.ENCRYPT)
                    instanceof Fitness.Unfit(Fitness.Reason reason)) {
                throw unfit(file, reason);
            }
        }
        if (all.isEmpty()) {
            throw new UnusableFileException(
                    file,
                    "there is no certificate in it",
                    "at least one X.509 certificate in PEM or DER");
        }
        return new AdditionalRecipients(Set.copyOf(all));
    }

    /** Those of a message and these. */
    Set<X509Certificate> and(Collection<X509Certificate> others) {
        Set<X509Certificate> all = new LinkedHashSet<>(others);
        all.addAll(certificates);
        return all;
    }

    /** Why nothing may be encrypted for one of them now, if so. */
    Optional<String> objection(RecipientTrust trust, Instant now) {
        for (X509Certificate each : certificates) {
            switch (trust.decide(each, certificates, now)) {
                case Trust.Trusted trusted -> {}
                case Trust.Untrusted(Trust.Reason reason, String detail) -> {
                    return Optional.of(reason.code() + ": " + detail);
                }
                case Trust.Unknown(String detail) -> {
                    return Optional.of(detail);
                }
            }
        }
        return Optional.empty();
    }

    private static UnusableFileException unfit(Path file, Fitness.Reason reason) {
        return new UnusableFileException(
                file,
                "nothing can be encrypted to a certificate in it: " + reason.text(),
                "certificates for encrypting mail");
    }
}
