package org.signet.portal;

/**
 * The mail that brings a passcode. Its text holds the passcode: never to be logged.
 *
 * @param from an address in the domain of whoever wrote the protected message, or the configured
 *     one, so that SPF, DKIM and DMARC of that domain apply
 * @param to the recipient that the link was made for, and nobody else
 * @param text one line of plain text without a link
 */
public record PasscodeMail(String from, String to, String subject, String text) {
    @Override
    public String toString() {
        return "PasscodeMail[from=" + from + "]";
    }
}
