package org.signet.matchers;

import jakarta.mail.MessagingException;

import org.apache.james.server.core.MimeMessageInputStream;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.signet.classification.Classifier;
import org.signet.classification.LivePolicy;
import org.signet.classification.message.Address;
import org.signet.classification.message.Envelope;
import org.signet.classification.verdict.Classification;
import org.signet.classification.verdict.CompactForm;
import org.signet.classification.verdict.Verdict;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The classification of a mail by one policy, kept with the mail as an attribute.
 *
 * <p>The attribute is named {@code signet.classification.} and the first 16 digits of the policy's
 * digest. Its value is the SHA-256 of the message, in hexadecimal, with sender and recipients, and
 * below it the {@link CompactForm} of the result: counts and places, never what was found. It
 * answers only for a message with that SHA-256, from that sender, to some of these recipients, and
 * a policy with that digest. So a mail that James has split is not scanned again and is judged by
 * all the recipients that it had; a message that a mailet has changed, a mail with a new recipient,
 * and one that waited in a queue while the policy was edited are scanned again. Digesting the
 * message is a fraction of the work of scanning it.
 */
public final class AttachedClassification {
    private static final String PREFIX = "signet.classification.";
    private static final int DIGITS_IN_NAME = 16;

    private final LivePolicy policy;
    private final Predicate<String> local;
    private final ClassificationMetrics metrics;

    /**
     * @param local whether the server is responsible for a domain
     */
    AttachedClassification(
            LivePolicy policy, Predicate<String> local, ClassificationMetrics metrics) {
        this.policy = policy;
        this.local = local;
        this.metrics = metrics;
    }

    /** The classification by a policy, shared with all matchers that ask the same policy. */
    public static AttachedClassification by(
            Policies policies, LivePolicy policy, Predicate<String> local) {
        return new AttachedClassification(policy, local, policies.metrics());
    }

    /**
     * The verdicts on a class of the policy, from the attribute or from a scan.
     *
     * @throws MessagingException if the message cannot be read
     */
    List<Verdict> of(Mail mail, String className) throws MessagingException {
        return of(mail).verdicts(className);
    }

    /** The whole classification, from the attribute or from a scan. */
    public Classification of(Mail mail) throws MessagingException {
        Classifier classifier = policy.current();
        try {
            String digest = digest(mail);
            Optional<Classification> known = attached(mail, classifier, digest);
            return known.isPresent() ? known.get() : scan(mail, classifier, digest);
        } catch (IOException | RuntimeException e) {
            throw new MessagingException("mail " + mail.getName() + ": cannot be classified", e);
        }
    }

    private Optional<Classification> attached(Mail mail, Classifier classifier, String digest) {
        return mail.getAttribute(name(classifier.policy().digest()))
                .flatMap(attribute -> attribute.getValue().valueAs(String.class))
                .filter(value -> value.startsWith(digest + " ") && value.indexOf('\n') > 0)
                .filter(
                        value ->
                                EnvelopeForm.covers(
                                        value.substring(digest.length() + 1, value.indexOf('\n')),
                                        envelope(mail)))
                .flatMap(value -> CompactForm.parse(value.substring(value.indexOf('\n') + 1)))
                .filter(found -> found.policyDigest().equals(classifier.policy().digest()));
    }

    private Classification scan(Mail mail, Classifier classifier, String digest)
            throws IOException, MessagingException {
        try (InputStream message = open(mail)) {
            Classification found = classifier.classify(message, envelope(mail));
            attach(mail, found, digest);
            metrics.scanned(found);
            return found;
        }
    }

    /** Attaches a classification again, after a change that does not matter to it. */
    public void attach(Mail mail, Classification found) throws MessagingException {
        try {
            attach(mail, found, digest(mail));
        } catch (IOException e) {
            throw new MessagingException("mail " + mail.getName() + ": cannot be read", e);
        }
    }

    private void attach(Mail mail, Classification found, String digest) {
        String value =
                digest + " " + EnvelopeForm.write(envelope(mail)) + "\n" + CompactForm.write(found);
        mail.setAttribute(new Attribute(name(found.policyDigest()), AttributeValue.of(value)));
    }

    private static AttributeName name(String policyDigest) {
        return AttributeName.of(PREFIX + policyDigest.substring(0, DIGITS_IN_NAME));
    }

    private Envelope envelope(Mail mail) {
        Optional<Address> sender =
                mail.getMaybeSender().asOptional().flatMap(s -> Address.of(s.asString()));
        List<Address> recipients =
                mail.getRecipients().stream()
                        .flatMap(r -> Address.of(r.asString()).stream())
                        .toList();
        return new Envelope(sender, recipients, local);
    }

    private static String digest(Mail mail) throws IOException, MessagingException {
        try (DigestInputStream message = new DigestInputStream(open(mail), sha256())) {
            message.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(message.getMessageDigest().digest());
        }
    }

    private static InputStream open(Mail mail) throws MessagingException {
        if (mail.getMessage() == null) {
            throw new MessagingException("mail " + mail.getName() + ": has no message");
        }
        return new MimeMessageInputStream(mail.getMessage());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
