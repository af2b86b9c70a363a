package org.signet.rights.wrapper;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The mail that brings a recipient the link to a protected message.
 *
 * @param sender the address of the original sender, which is the From of the wrapper too
 * @param recipient the one address in To
 * @param link the whole link
 * @param expiry until when the message can be opened
 * @param date when the wrapper is written
 * @param unique a random word, for Message-ID and boundary
 */
public record WrapperMail(
        String sender, String recipient, String link, Instant expiry, Instant date, String unique) {
    /** A link that is longer is cut by some mail programs. */
    public static final int LONGEST_LINK = 199;

    private static final Pattern LINK = Pattern.compile("https?://[!#-;=?-~]+");
    private static final Pattern ADDRESS = Pattern.compile("[ -~]+@[!-~]+");
    private static final Pattern UNIQUE = Pattern.compile("[A-Za-z0-9_-]{16,64}");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss xx", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter UNTIL =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    public WrapperMail {
        require(ADDRESS, sender, "a sender");
        require(ADDRESS, recipient, "a recipient");
        require(LINK, link, "a link");
        require(UNIQUE, unique, "a unique word");
        if (link.length() > LONGEST_LINK) {
            throw new IllegalArgumentException("a link has at most 199 characters");
        }
    }

    /** The whole mail, with CRLF at the end of each line. */
    public byte[] bytes() {
        String boundary = "=_" + unique;
        String mail =
                """
                Date: %1$s
                From: <%2$s>
                To: <%3$s>
                Message-ID: <%4$s@%5$s>
                Subject: %2$s
                 sent you a protected message
                Auto-Submitted: auto-generated
                MIME-Version: 1.0
                Content-Type: multipart/alternative;
                 boundary="%6$s"

                --%6$s
                Content-Type: text/plain; charset=us-ascii
                Content-Transfer-Encoding: 7bit

                %7$s
                --%6$s
                Content-Type: text/html; charset=us-ascii
                Content-Transfer-Encoding: 7bit

                %8$s
                --%6$s--
                """
                        .formatted(
                                DATE.format(date),
                                sender,
                                recipient,
                                unique,
                                sender.substring(sender.lastIndexOf('@') + 1),
                                boundary,
                                text(),
                                html());
        return mail.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private String text() {
        return """
        %s
        sent you a protected message. It is kept on the sender's server.

        Read the message:
        %s

        The link is for %s
        alone and works until %s.
        The page sends a code to this address before it shows the message.
        It never asks for the password of your mailbox.
        """
                .formatted(sender, link, recipient, UNTIL.format(expiry));
    }

    private String html() {
        return """
        <!DOCTYPE html>
        <html lang="en">
        <head><title>Protected message</title></head>
        <body>
        <p>%1$s
        sent you a protected message. It is kept on the sender's server.</p>
        <p>Read the message:<br>
        <a href="%2$s">
        %2$s</a></p>
        <p>The link is for %3$s
        alone and works until %4$s.<br>
        The page sends a code to this address before it shows the message.<br>
        It never asks for the password of your mailbox.</p>
        </body>
        </html>
        """
                .formatted(escape(sender), escape(link), escape(recipient), UNTIL.format(expiry));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static void require(Pattern form, String value, String what) {
        if (!form.matcher(value).matches()) {
            throw new IllegalArgumentException(what + " of a wrapper mail has not the right form");
        }
    }

    /** Does not show the link, which opens the message. */
    @Override
    public String toString() {
        return "WrapperMail[" + sender + " to " + recipient + "]";
    }
}
