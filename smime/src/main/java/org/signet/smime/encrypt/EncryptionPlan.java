package org.signet.smime.encrypt;

import org.signet.smime.certificate.CertificateChain.Lookup;
import org.signet.smime.certificate.Mailbox;
import org.signet.smime.trust.Trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The recipients of a message, divided by what they can read.
 *
 * @param <A> how the caller names a recipient
 */
public sealed interface EncryptionPlan<A> {
    /**
     * They could be divided.
     *
     * @param groups those who get the message encrypted, one group for each cipher that is needed
     * @param without those for whom there is no certificate that may be used, in their order
     */
    record Ready<A>(List<Group<A>> groups, List<Without<A>> without) implements EncryptionPlan<A> {
        public Ready {
            groups = List.copyOf(groups);
            without = List.copyOf(without);
        }
    }

    /** Nobody may get the message now: something about a certificate could not be found out. */
    record Wait<A>(String why) implements EncryptionPlan<A> {}

    /**
     * Recipients who get the same encrypted message.
     *
     * @param certificates theirs, and those that every message is encrypted for
     */
    record Group<A>(ContentCipher cipher, List<A> recipients, Set<X509Certificate> certificates) {
        public Group {
            recipients = List.copyOf(recipients);
            certificates = Set.copyOf(certificates);
        }
    }

    /**
     * A recipient for whom there is no certificate that may be used.
     *
     * @param reason a word for programs
     * @param detail for people; may be empty
     */
    record Without<A>(A recipient, String reason, String detail) {}

    /**
     * Divides. It stops at the first recipient about whom something cannot be found out, so that a
     * dead responder holds up a message for one answer only.
     *
     * @param address the mail address of a recipient
     */
    static <A> EncryptionPlan<A> of(
            Collection<A> recipients,
            Function<A, String> address,
            EncryptionRules rules,
            Instant now) {
        Map<ContentCipher, List<A>> readers = new EnumMap<>(ContentCipher.class);
        Map<ContentCipher, Set<X509Certificate>> certificates = new EnumMap<>(ContentCipher.class);
        List<Without<A>> without = new ArrayList<>();
        for (A recipient : recipients) {
            Optional<Mailbox> mailbox = Mailbox.parse(address.apply(recipient));
            switch (lookup(mailbox, rules, now)) {
                case Lookup.Found(X509Certificate certificate) -> {
                    ContentCipher cipher =
                            rules.cipher().decide(mailbox.orElseThrow(), certificate);
                    readers.computeIfAbsent(cipher, unused -> new ArrayList<>()).add(recipient);
                    certificates
                            .computeIfAbsent(cipher, unused -> new LinkedHashSet<>())
                            .add(certificate);
                }
                case Lookup.NotFound(Lookup.NotFound.Reason reason) ->
                        without.add(new Without<>(recipient, word(reason), ""));
                case Lookup.NotTrusted(Trust.Untrusted(Trust.Reason reason, String detail)) ->
                        without.add(new Without<>(recipient, reason.code(), detail));
                case Lookup.Undecidable(String why) -> {
                    return new Wait<>(address.apply(recipient) + ": " + why);
                }
                case Lookup.Failed(String source, String why) -> {
                    return new Wait<>(address.apply(recipient) + ": " + source + ": " + why);
                }
            }
        }
        Optional<String> objection =
                readers.isEmpty()
                        ? Optional.empty()
                        : rules.additional().objection(rules.trust(), now);
        return objection
                .<EncryptionPlan<A>>map(why -> new Wait<>("an additional recipient: " + why))
                .orElseGet(() -> new Ready<>(groups(readers, certificates, rules), without));
    }

    private static Lookup lookup(Optional<Mailbox> mailbox, EncryptionRules rules, Instant now) {
        return mailbox.map(box -> rules.known().lookup(box, now, rules.trust()))
                .orElseGet(() -> new Lookup.NotFound(Lookup.NotFound.Reason.NO_CERTIFICATE));
    }

    private static <A> List<Group<A>> groups(
            Map<ContentCipher, List<A>> readers,
            Map<ContentCipher, Set<X509Certificate>> certificates,
            EncryptionRules rules) {
        List<Group<A>> groups = new ArrayList<>();
        readers.forEach(
                (cipher, recipients) ->
                        groups.add(
                                new Group<>(
                                        cipher,
                                        recipients,
                                        rules.additional()
                                                .and(
                                                        certificates.getOrDefault(
                                                                cipher, Set.of())))));
        return groups;
    }

    private static String word(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
