package org.signet.classification.types;

import java.util.Locale;

/**
 * The letters and digits of a candidate, without what separates them and in upper case. It is used
 * for one candidate after the other, so a {@link Check} must not keep it.
 */
public final class Value implements CharSequence {
    /** The longest value; what is longer fits no format. */
    public static final int LONGEST = 128;

    private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private final char[] characters = new char[LONGEST];
    private final int[] values = new int[LONGEST];
    private int length;
    private boolean gaps;

    /** A value of its own. */
    public static Value of(String text) {
        Value value = new Value();
        String upper = text.toUpperCase(Locale.ROOT);
        value.take(upper.toCharArray(), 0, upper.length());
        return value;
    }

    /** Becomes the letters and digits between two places of a text; false if they are too many. */
    public boolean take(char[] text, int start, int end) {
        length = 0;
        gaps = false;
        for (int i = start; i < end; i++) {
            char c = text[i];
            char upper = c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
            boolean digit = c >= '0' && c <= '9';
            if (!digit && !(upper >= 'A' && upper <= 'Z')) {
                gaps = true;
            } else if (length == LONGEST) {
                return false;
            } else {
                values[length] = digit ? c - '0' : upper - 'A' + 10;
                characters[length++] = upper;
            }
        }
        return true;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        if (index >= length) {
            throw new IndexOutOfBoundsException(index);
        }
        return characters[index];
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return String.valueOf(characters, start, end - start);
    }

    public boolean isDigit(int index) {
        return values[index] < 10;
    }

    /** The digit at a place; a letter counts from 10 for A to 35 for Z. */
    public int digit(int index) {
        return values[index];
    }

    /** The digits between two places as a number, at most 18 of them. */
    public long number(int start, int end) {
        long number = 0;
        for (int i = start; i < end; i++) {
            number = number * 10 + values[i];
        }
        return number;
    }

    /** The sum of the leading digits, each times its weight. */
    public int sum(int... weights) {
        return sumFrom(0, weights);
    }

    /** The sum of the digits from a place on, each times its weight. */
    public int sumFrom(int start, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += values[start + i] * weights[i];
        }
        return sum;
    }

    /** Whether it was written with something between its letters and digits. */
    public boolean hasGaps() {
        return gaps;
    }

    /** What follows the first few characters, as a value of its own. */
    public Value after(int start) {
        Value rest = new Value();
        System.arraycopy(characters, start, rest.characters, 0, length - start);
        System.arraycopy(values, start, rest.values, 0, length - start);
        rest.length = length - start;
        rest.gaps = gaps;
        return rest;
    }

    /** Without a prefix, if it has it. */
    public Value without(String prefix) {
        return startsWith(prefix) ? after(prefix.length()) : this;
    }

    /** Whether all characters from a place on are digits. */
    public boolean isNumber(int start) {
        for (int i = start; i < length; i++) {
            if (!isDigit(i)) {
                return false;
            }
        }
        return length > start;
    }

    public boolean startsWith(String prefix) {
        if (length < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (characters[i] != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether all characters are the same, as in placeholders. */
    public boolean isOneCharacter() {
        for (int i = 1; i < length; i++) {
            if (characters[i] != characters[0]) {
                return false;
            }
        }
        return true;
    }

    /** Whether month and day exist; 29 February counts, since the century is not always known. */
    public static boolean isDay(long month, long day) {
        return month >= 1 && month <= 12 && day >= 1 && day <= DAYS[(int) month - 1];
    }

    /** The same where the last two digits of the year are known; of the centuries 2000 decides. */
    public static boolean isDay(long yearOfCentury, long month, long day) {
        return isDate(2000 + yearOfCentury, month, day);
    }

    /** Whether year, month and day exist in the calendar. */
    public static boolean isDate(long year, long month, long day) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return isDay(month, day) && (month != 2 || day <= 28 || leap);
    }

    /** A number that is the same for the same value, and with good chance for no other. */
    public long fingerprint() {
        return fingerprint(characters, 0, length);
    }

    /** The same for a span that is too long for a value. */
    public static long fingerprint(char[] characters, int start, int end) {
        long hash = 0xCBF29CE484222325L;
        for (int i = start; i < end; i++) {
            hash = (hash ^ characters[i]) * 0x100000001B3L;
        }
        hash = (hash ^ (hash >>> 32)) * 0xD6E8FEB86659FD93L;
        return hash ^ (hash >>> 32);
    }

    @Override
    public String toString() {
        return String.valueOf(characters, 0, length);
    }
}
