package org.signet.classification.types.catalog;

import org.signet.classification.types.Finder;
import org.signet.classification.types.Fit;

/** Finds up to eight groups of hexadecimal digits between colons, some of them as "::". */
final class Ipv6Addresses implements Finder {
    private static final int LONGEST = 46;
    private static final int GROUPS = 8;

    @Override
    public String triggers() {
        return ":";
    }

    @Override
    public int find(char[] text, int at, Hits hits) {
        int start = at;
        while (start > 0 && at - start < 5 && Text.isHex(text[start - 1])) {
            start--;
        }
        int end = at;
        while (end < text.length && end - start < LONGEST && isPart(text[end])) {
            end++;
        }
        while (end > at + 1
                && (text[end - 1] == '.' || (text[end - 1] == ':' && text[end - 2] != ':'))) {
            end--;
        }
        if (Text.standsAlone(text, start, end) && isAddress(new String(text, start, end - start))) {
            hits.add(start, end, Fit.CERTAIN);
            return end;
        }
        return end > at + 2 && end - start < LONGEST ? end : at + 1;
    }

    private static boolean isPart(char c) {
        return Text.isHex(c) || c == ':' || c == '.';
    }

    static boolean isAddress(String text) {
        int gap = text.indexOf("::");
        if (gap != text.lastIndexOf("::") || text.indexOf(":::") >= 0) {
            return false;
        }
        int groups = 0;
        int digits = 0;
        for (String group : text.split(":", -1)) {
            if (group.isEmpty()) {
                continue;
            }
            if (group.indexOf('.') >= 0) {
                if (!text.endsWith(group) || !isIpv4(group)) {
                    return false;
                }
                groups++;
            } else if (group.length() > 4) {
                return false;
            }
            groups++;
            digits += group.length();
        }
        return gap < 0
                ? groups == GROUPS && !text.startsWith(":")
                : groups < GROUPS && groups > 1 && digits > 3;
    }

    private static boolean isIpv4(String text) {
        String[] parts = text.split("\\.", -1);
        for (String part : parts) {
            if (part.isEmpty()
                    || part.length() > 3
                    || !part.chars().allMatch(Character::isDigit)
                    || Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return parts.length == 4;
    }
}
