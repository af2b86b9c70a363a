package org.signet.portal.message;

import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.util.ByteSequence;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Text out of a header as a person reads it: decoded, on one line, without invisible orders. */
final class HeaderText {
    private static final int LONGEST = 2000;

    /** Marks that reorder, join or hide the text around them. */
    private static final Pattern INVISIBLE =
            Pattern.compile(
                    "[\\u00ad\\u061c\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff"
                            + "\\ufff9-\\ufffb]+");

    private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");

    private HeaderText() {}

    /** The value of a field; raw bytes are read as UTF-8 (RFC 6532 §3.2). */
    static String of(Field field) {
        ByteSequence raw = field.getRaw();
        String line =
                raw == null
                        ? field.getName() + ":" + field.getBody()
                        : new String(raw.toByteArray(), StandardCharsets.UTF_8);
        return decode(line.substring(line.indexOf(':') + 1));
    }

    /** Decodes encoded words (RFC 2047 §2) and cleans what comes out. */
    static String decode(String text) {
        String unfolded = text.replaceAll("\\r?\\n(?=[ \\t])", "");
        return clean(
                DecoderUtil.decodeEncodedWords(
                        unfolded, DecodeMonitor.SILENT, StandardCharsets.UTF_8));
    }

    static String clean(String text) {
        String visible = INVISIBLE.matcher(text).replaceAll("");
        visible = BREAKS.matcher(visible).replaceAll(" ").strip();
        return visible.length() <= LONGEST ? visible : visible.substring(0, LONGEST) + "…";
    }
}
