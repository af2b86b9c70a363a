package org.signet.smime.encrypt;

import org.signet.smime.certificate.Mailbox;
import org.signet.smime.certificate.RecipientCertificates;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The recipients of a message, divided by what they can read.
 *
 * @param <A> how the caller names a recipient
 * @param groups those who get the message encrypted, one group for each cipher that is needed
 * @param without those for whom there is no certificate, in their order
 */
public record EncryptionPlan<A>(List<Group<A>> groups, List<A> without) {
    /** Recipients who get the same encrypted message. */
    public record Group<A>(
            ContentCipher cipher, List<A> recipients, Set<X509Certificate> certificates) {
        public Group {
            recipients = List.copyOf(recipients);
            certificates = Set.copyOf(certificates);
        }
    }

    public EncryptionPlan {
        groups = List.copyOf(groups);
        without = List.copyOf(without);
    }

    /**
     * Divides.
     *
     * @param address the mail address of a recipient
     */
    public static <A> EncryptionPlan<A> of(
            Collection<A> recipients,
            Function<A, String> address,
            RecipientCertificates known,
            CipherRule rule,
            Instant now) {
        Map<ContentCipher, List<A>> readers = new EnumMap<>(ContentCipher.class);
        Map<ContentCipher, Set<X509Certificate>> certificates = new EnumMap<>(ContentCipher.class);
        List<A> without = new ArrayList<>();
        for (A recipient : recipients) {
            Optional<Mailbox> mailbox = Mailbox.parse(address.apply(recipient));
            Optional<X509Certificate> certificate =
                    mailbox.flatMap(box -> certificate(known.lookup(box, now)));
            if (mailbox.isEmpty() || certificate.isEmpty()) {
                without.add(recipient);
                continue;
            }
            ContentCipher cipher = rule.decide(mailbox.get(), certificate.get());
            readers.computeIfAbsent(cipher, unused -> new ArrayList<>()).add(recipient);
            certificates
                    .computeIfAbsent(cipher, unused -> new LinkedHashSet<>())
                    .add(certificate.get());
        }
        return new EncryptionPlan<>(
                readers.entrySet().stream()
                        .map(
                                each ->
                                        new Group<>(
                                                each.getKey(),
                                                each.getValue(),
                                                certificates.getOrDefault(each.getKey(), Set.of())))
                        .toList(),
                without);
    }

    private static Optional<X509Certificate> certificate(RecipientCertificates.Lookup lookup) {
        return switch (lookup) {
            case RecipientCertificates.Lookup.Found(X509Certificate certificate) ->
                    Optional.of(certificate);
            case RecipientCertificates.Lookup.NotFound none -> Optional.empty();
        };
    }
}
