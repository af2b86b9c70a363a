package org.signet.mailets;

/** The encoding of DSN parameters (RFC 3461 §4): {@code +} and two hexadecimal digits. */
final class Xtext {
    private Xtext() {}

    /** Returns the text that is encoded; what is not valid stays as it is. */
    static String decoded(String text) {
        StringBuilder decoded = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isCode =
                    c == '+'
                            && i + 2 < text.length()
                            && Character.digit(text.charAt(i + 1), 16) >= 0
                            && Character.digit(text.charAt(i + 2), 16) >= 0;
            if (isCode) {
                decoded.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                decoded.append(c);
            }
        }
        return decoded.toString();
    }
}
