package org.signet.classification.types.catalog;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;

import org.signet.classification.types.Finder;
import org.signet.classification.types.Fit;
import org.signet.classification.types.Value;

import java.util.List;

/**
 * Finds telephone numbers: international ones, with a plus sign or 00, by the numbering plan of
 * their country; national ones by their form, to be held against some numbering plans where
 * evidence is near.
 */
final class PhoneNumbers implements Finder {
    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
    private static final List<String> WITH_ZERO =
            List.of(
                    "DE", "GB", "FR", "IT", "NL", "BE", "CH", "AT", "SE", "FI", "AU", "NZ", "JP",
                    "KR", "ZA", "IN", "IE", "TR", "CN");
    private static final List<String> WITHOUT_ZERO =
            List.of(
                    "US", "ES", "PT", "PL", "DK", "NO", "CZ", "GR", "BR", "MX", "IN", "SG", "HK",
                    "CN");
    private static final String GAPS = " -./()+";
    private static final int MOST_DIGITS = 15;
    private static final int FEWEST_DIGITS = 7;

    @Override
    public String triggers() {
        return "+(" + DIGITS;
    }

    @Override
    public int find(char[] text, int at, Hits hits) {
        if (at > 0 && (Text.isWord(text[at - 1]) || ".-+/".indexOf(text[at - 1]) >= 0)) {
            return at + 1;
        }
        if (Text.isDigit(text[at]) && isTooShort(text, at)) {
            return at + 1;
        }
        int[] groups = new int[MOST_DIGITS + 1];
        int count = groups(text, at, groups);
        if (count == 0) {
            return at + 1;
        }
        boolean international = text[at] == '+' || Text.startsWith(text, at, "00");
        for (int i = count - 1; i >= 0 && i > count - 5; i--) {
            int end = groups[i];
            if (international && isInternational(text, at, end)) {
                hits.add(at, end, Fit.CERTAIN);
                return end;
            }
            if (!international && isLikeNational(text, at, end)) {
                hits.add(at, end, Fit.PLAUSIBLE);
                return end;
            }
        }
        return groups[0];
    }

    /** Whether a run of digits is no number of its own, and nothing joins it to another. */
    private static boolean isTooShort(char[] text, int at) {
        int end = at;
        while (end < text.length && Text.isDigit(text[end])) {
            end++;
        }
        boolean joined = end < text.length && GAPS.indexOf(text[end]) >= 0;
        return !joined && (end - at <= FEWEST_DIGITS || end - at > MOST_DIGITS + 2);
    }

    /** Where the groups of digits end that may be one number; gives how many there are. */
    private static int groups(char[] text, int at, int[] ends) {
        int count = 0;
        int digits = 0;
        int gap = 0;
        for (int i = at; i < text.length && digits <= MOST_DIGITS; i++) {
            char c = text[i];
            if (Text.isDigit(c)) {
                digits++;
                gap = 0;
                boolean last = i + 1 == text.length || !Text.isDigit(text[i + 1]);
                if (last && count < ends.length && digits <= MOST_DIGITS && mayEnd(text, i + 1)) {
                    ends[count++] = i + 1;
                }
            } else if ((i > at && c == '+') || GAPS.indexOf(c) < 0 || ++gap > 2) {
                break;
            }
        }
        return count;
    }

    private static boolean mayEnd(char[] text, int end) {
        return end == text.length || !(Text.isWord(text[end]) || text[end] == '@');
    }

    private static boolean isInternational(char[] text, int start, int end) {
        int digits = digits(text, start, end);
        if (digits < FEWEST_DIGITS || digits > MOST_DIGITS + 2) {
            return false;
        }
        String number = new String(text, start, end - start);
        return isValid(number.startsWith("+") ? number : "+" + number.substring(2), "ZZ");
    }

    private static boolean isLikeNational(char[] text, int start, int end) {
        int digits = digits(text, start, end);
        boolean grouped = end - start > digits;
        return digits >= FEWEST_DIGITS + 1
                && digits <= 12
                && (grouped || text[start] == '0' || digits == 10 || digits == 9);
    }

    private static int digits(char[] text, int start, int end) {
        int digits = 0;
        for (int i = start; i < end; i++) {
            digits += Text.isDigit(text[i]) ? 1 : 0;
        }
        return digits;
    }

    /** Whether the digits are a number in one of the countries whose plans are asked. */
    static boolean isNational(Value value) {
        String digits = value.toString();
        List<String> countries = digits.startsWith("0") ? WITH_ZERO : WITHOUT_ZERO;
        return countries.stream().anyMatch(country -> isValid(digits, country));
    }

    private static boolean isValid(String number, String country) {
        try {
            return PLANS.isValidNumber(PLANS.parse(number, country));
        } catch (NumberParseException e) {
            return false; // not a number of any plan
        }
    }
}
