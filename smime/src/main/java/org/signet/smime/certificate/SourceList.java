package org.signet.smime.certificate;

import java.util.Arrays;
import java.util.List;

/** Sources of certificates as an operator writes them, in the order to ask them. */
public final class SourceList {
    private SourceList() {}

    /**
     * Takes a list apart at commas and white space, where the next one begins behind them with
     * {@code file:}, {@code ldap:}, {@code sql:}, {@code smimea} or {@code /}; others are part of a
     * name.
     */
    public static List<String> parse(String text) {
        return Arrays.asList(text.strip().split("[\\s,]+(?=file:|ldap:|sql:|smimea|/)", -1));
    }
}
