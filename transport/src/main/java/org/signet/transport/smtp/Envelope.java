package org.signet.transport.smtp;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The envelope of one message.
 *
 * @param sender empty for the null sender of a bounce
 * @param ret what a delivery status notification shall return: FULL or HDRS
 * @param envelopeId the id that it shall carry, encoded as xtext
 */
public record Envelope(
        String sender,
        List<Recipient> recipients,
        Optional<String> ret,
        Optional<String> envelopeId) {
    public Envelope {
        recipients = List.copyOf(recipients);
        requireHarmless(sender);
        ret.ifPresent(Envelope::requireOneWord);
        envelopeId.ifPresent(Envelope::requireOneWord);
    }

    /**
     * One recipient.
     *
     * @param notifyOf for which events the sender wants to be told, such as {@code FAILURE,DELAY}
     * @param originalRecipient whom the sender wrote to, as RFC 3461 §4.2 writes it: {@code
     *     rfc822;bob@example}, see {@link #rfc822}
     */
    public record Recipient(
            String address, Optional<String> notifyOf, Optional<String> originalRecipient) {
        public Recipient {
            requireHarmless(address);
            notifyOf.ifPresent(Envelope::requireOneWord);
            originalRecipient.ifPresent(Envelope::requireOneWord);
        }

        public Recipient(String address, Optional<String> notifyOf) {
            this(address, notifyOf, Optional.empty());
        }

        /** Returns the domain in lower case, or the whole address where there is none. */
        String domain() {
            return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Returns an address as the original recipient of a notification (RFC 3461 §4.2), encoded as
     * xtext (RFC 3461 §4); none where it is not ASCII, which {@code rfc822} cannot say.
     */
    public static Optional<String> rfc822(String address) {
        if (!isAscii(address)) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder("rfc822;");
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (c > 0x20 && c < 0x7f && c != '+' && c != '=') {
                text.append(c);
            } else {
                text.append('+').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
            }
        }
        return Optional.of(text.toString());
    }

    /** What could end a command or an address, and so begin another, is refused. */
    private static void requireHarmless(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == 0x7f || c == '<' || c == '>') {
                throw new IllegalArgumentException(
                        "An address or parameter with a character that SMTP commands cannot carry");
            }
        }
    }

    /** A parameter with a space would be two parameters. */
    private static void requireOneWord(String text) {
        requireHarmless(text);
        if (text.isEmpty() || text.indexOf(' ') >= 0) {
            throw new IllegalArgumentException("A parameter that is not one word");
        }
    }

    Envelope with(List<Recipient> others) {
        return new Envelope(sender, others, ret, envelopeId);
    }

    boolean needsSmtpUtf8() {
        return !isAscii(sender) || recipients.stream().anyMatch(r -> !isAscii(r.address()));
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
