package org.signet.portal.reply;

/**
 * What a reader has written so far. Holds plaintext: never to be logged.
 *
 * @param id names the draft, so that sending it twice is sending it once
 * @param to what was typed as recipients; empty where they follow from the message
 * @param text with LF at the end of lines
 */
public record Draft(String id, String to, String subject, String text) {
    /** The longest subject. */
    public static final int LONGEST_SUBJECT = 200;

    /** The longest text, in characters. */
    public static final int LONGEST_TEXT = 200_000;

    @Override
    public String toString() {
        return "Draft[" + text.length() + " characters]";
    }
}
