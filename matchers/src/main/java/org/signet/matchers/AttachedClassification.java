package org.signet.matchers;

import jakarta.mail.MessagingException;

import org.apache.james.server.core.MimeMessageInputStream;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.signet.classification.Classifier;
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
import java.util.Optional;

/**
 * The classification of a mail by one policy, kept with the mail as an attribute.
 *
 * <p>The attribute is named {@code signet.classification.} and the first 16 digits of the policy's
 * digest. Its value is the SHA-256 of the message, in hexadecimal, and below it the {@link
 * CompactForm} of the result: counts and places, never what was found. It answers only for a
 * message with that SHA-256 and a policy with that digest; so a message that a mailet has changed
 * in between, and a mail that waited in a queue while the policy was edited, are scanned again.
 * Digesting the message is a fraction of the work of scanning it.
 */
final class AttachedClassification {
    private static final String PREFIX = "signet.classification.";
    private static final int DIGITS_IN_NAME = 16;

    private final Classifier classifier;
    private final AttributeName name;

    AttachedClassification(Classifier classifier) {
        this.classifier = classifier;
        String digest = classifier.policy().digest();
        this.name = AttributeName.of(PREFIX + digest.substring(0, DIGITS_IN_NAME));
    }

    /**
     * The verdict on a class of the policy, from the attribute or from a scan.
     *
     * @throws MessagingException if the message cannot be read
     */
    Verdict of(Mail mail, String className) throws MessagingException {
        try {
            String digest = digest(mail);
            Optional<Verdict> known =
                    attached(mail, digest).flatMap(found -> found.verdict(className));
            return known.isPresent() ? known.get() : scan(mail, digest, className);
        } catch (IOException | RuntimeException e) {
            throw new MessagingException("mail " + mail.getName() + ": cannot be classified", e);
        }
    }

    private Optional<Classification> attached(Mail mail, String digest) {
        return mail.getAttribute(name)
                .flatMap(attribute -> attribute.getValue().valueAs(String.class))
                .filter(value -> value.startsWith(digest + "\n"))
                .flatMap(value -> CompactForm.parse(value.substring(digest.length() + 1)))
                .filter(found -> found.policyDigest().equals(classifier.policy().digest()));
    }

    private Verdict scan(Mail mail, String digest, String className)
            throws IOException, MessagingException {
        try (InputStream message = open(mail)) {
            Classification found = classifier.classify(message);
            String value = digest + "\n" + CompactForm.write(found);
            mail.setAttribute(new Attribute(name, AttributeValue.of(value)));
            return found.verdict(className).orElseThrow();
        }
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
