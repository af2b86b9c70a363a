package org.signet.rights;

import org.signet.rights.template.Template;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is asked for when a message is protected.
 *
 * <p>Addresses are plain ASCII; others are refused for now.
 *
 * @param sender the address that sends and that may revoke
 * @param recipients every address that gets a link of its own; at least one, no address twice
 * @param template the rights that every recipient gets
 * @param lifetime how long the message can be opened, from the moment it is protected
 * @param conversation the conversation that the message belongs to (letters, digits and hyphens, at
 *     most 64); a new one when empty
 * @param mailId the Message-ID of the mail, which an operator can search by; stored in clear
 */
public record Protection(
        String sender,
        List<String> recipients,
        Template template,
        Duration lifetime,
        Optional<String> conversation,
        Optional<String> mailId) {
    /** The shortest lifetime that can be asked for. */
    public static final Duration SHORTEST = Duration.ofMinutes(1);

    /** The longest lifetime that can be asked for: ten years. */
    public static final Duration LONGEST = Duration.ofDays(3653);

    private static final Pattern MAIL_ID = Pattern.compile("<[!-;=?-~]{1,996}>");
    private static final Pattern CONVERSATION = Pattern.compile("[A-Za-z0-9-]{1,64}");

    public Protection {
        Addresses.check(sender);
        recipients = List.copyOf(recipients);
        recipients.forEach(Addresses::check);
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("a protected message needs a recipient");
        }
        if (new LinkedHashSet<>(recipients).size() != recipients.size()) {
            throw new IllegalArgumentException("a recipient is named twice");
        }
        if (conversation.isPresent() && !CONVERSATION.matcher(conversation.get()).matches()) {
            throw new IllegalArgumentException("not the name of a conversation");
        }
        if (mailId.isPresent() && !MAIL_ID.matcher(mailId.get()).matches()) {
            throw new IllegalArgumentException("not a Message-ID that can be stored");
        }
        if (lifetime.compareTo(SHORTEST) < 0 || lifetime.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "a lifetime is between " + SHORTEST + " and " + LONGEST + ", not " + lifetime);
        }
    }

    public Protection(
            String sender, List<String> recipients, Template template, Duration lifetime) {
        this(sender, recipients, template, lifetime, Optional.empty(), Optional.empty());
    }

    public Protection(
            String sender,
            List<String> recipients,
            Template template,
            Duration lifetime,
            Optional<String> conversation) {
        this(sender, recipients, template, lifetime, conversation, Optional.empty());
    }

    /** The same for a mail with a Message-ID; one that cannot be stored is left out. */
    public Protection ofMail(String messageId) {
        return new Protection(
                sender,
                recipients,
                template,
                lifetime,
                conversation,
                Optional.of(messageId.strip()).filter(id -> MAIL_ID.matcher(id).matches()));
    }
}
