package org.signet.classification.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A message that the policy file describes, and what the policy is expected to say of it.
 *
 * @param mail a file with the whole message, relative to the policy file; empty if the message is
 *     described by the rest
 * @param sender the envelope sender; empty for the null sender
 * @param headers further header fields
 */
public record PolicyCase(
        Position at,
        String name,
        Optional<String> mail,
        Optional<String> sender,
        List<String> recipients,
        String subject,
        String body,
        Map<String, String> headers,
        List<File> attachments,
        Map<String, Expected> expect) {
    public PolicyCase {
        recipients = List.copyOf(recipients);
        headers = Map.copyOf(headers);
        attachments = List.copyOf(attachments);
        expect = Map.copyOf(expect);
    }

    /** An attached text file. */
    public record File(String name, String text) {}

    /** What is expected of one class. */
    public sealed interface Expected {
        /** The same verdict for all recipients, by its code. */
        record Code(Position at, String code) implements Expected {}

        /** That the class applies to these recipients, and to no others. */
        record AppliesTo(Position at, Set<String> recipients) implements Expected {
            public AppliesTo {
                recipients = Set.copyOf(recipients);
            }
        }
    }
}
