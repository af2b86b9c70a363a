package org.signet.classification.file;

import org.signet.classification.text.Fact;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The text of a Rich Text Format file (RTF specification 1.9.1), in one pass: what is shown, notes,
 * comments, properties; not fonts, styles and the code of fields. Objects of other programs are
 * files inside. Hidden text is read, marked, and the rest read once more without it, as it is seen.
 */
final class RtfText {
    private static final int DEEPEST = 2000;
    private static final int LONGEST_WORD = 32;
    private static final Set<String> NO_TEXT =
            Set.of(
                    "fonttbl",
                    "colortbl",
                    "stylesheet",
                    "listtable",
                    "listoverridetable",
                    "revtbl",
                    "rsidtbl",
                    "filetbl",
                    "xmlnstbl",
                    "fldinst",
                    "objclass",
                    "objname",
                    "sn",
                    "themedata",
                    "datastore",
                    "latentstyles",
                    "generator",
                    "bkmkstart",
                    "bkmkend",
                    "fontemb",
                    "panose",
                    "falt");
    private static final Set<String> TEXT_THOUGH_STARRED =
            Set.of(
                    "shpinst",
                    "shptxt",
                    "annotation",
                    "atnid",
                    "atnauthor",
                    "docvar",
                    "ud",
                    "upr",
                    "footnote",
                    "nextfile",
                    "userprops",
                    "company",
                    "manager",
                    "objdata",
                    "shppict");
    private static final Map<Integer, String> CHARSETS = charsets();

    private final byte[] rtf;
    private final Harvest harvest;
    private final Deque<Group> groups = new ArrayDeque<>();
    private final StringBuilder all = new StringBuilder();
    private final StringBuilder seen = new StringBuilder();
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private final ByteArrayOutputStream object = new ByteArrayOutputStream();
    private final Map<Integer, Charset> fonts = new HashMap<>();
    private Charset codePage = charset("windows-1252").orElse(StandardCharsets.ISO_8859_1);
    private Group group = new Group();
    private int at;
    private int toSkip;
    private int font;
    private int nibble = -1;
    private boolean starred;

    private RtfText(byte[] rtf, Harvest harvest) {
        this.rtf = rtf;
        this.harvest = harvest;
    }

    /** What holds up to the end of a group. */
    private static final class Group {
        private boolean skipped;
        private boolean hidden;
        private boolean data;
        private boolean fontTable;
        private int skip = 1;
        private int font = -1;

        private Group inside() {
            Group inside = new Group();
            inside.skipped = skipped;
            inside.hidden = hidden;
            inside.data = data;
            inside.fontTable = fontTable;
            inside.skip = skip;
            inside.font = font;
            return inside;
        }
    }

    static void read(byte[] rtf, Harvest harvest) throws IOException {
        new RtfText(rtf, harvest).run();
    }

    private static Map<Integer, String> charsets() {
        Map<Integer, String> names = new HashMap<>();
        names.put(128, "windows-31j");
        names.put(129, "x-windows-949");
        names.put(134, "GBK");
        names.put(136, "Big5");
        names.put(161, "windows-1253");
        names.put(162, "windows-1254");
        names.put(163, "windows-1258");
        names.put(177, "windows-1255");
        names.put(178, "windows-1256");
        names.put(186, "windows-1257");
        names.put(204, "windows-1251");
        names.put(222, "x-windows-874");
        names.put(238, "windows-1250");
        return Map.copyOf(names);
    }

    private static Optional<Charset> charset(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    private void run() throws IOException {
        while (at < rtf.length) {
            int c = rtf[at++] & 0xFF;
            switch (c) {
                case '{' -> open();
                case '}' -> close();
                case '\\' -> control();
                case '\r', '\n', 0 -> {}
                default -> character(c);
            }
        }
        flush();
        harvest.add(all);
        harvest.endText();
        if (seen.length() != all.length()) {
            harvest.add(seen);
            harvest.endText();
        }
    }

    private void open() throws IOException {
        flush();
        if (groups.size() >= DEEPEST) {
            throw new IOException("Groups are nested too deep");
        }
        groups.push(group);
        group = group.inside();
        toSkip = 0;
    }

    private void close() {
        flush();
        if (group.data && !groups.isEmpty() && !groups.element().data) {
            object();
        }
        group = groups.isEmpty() ? group : groups.pop();
        toSkip = 0;
    }

    private void character(int c) {
        if (toSkip > 0) {
            toSkip--;
        } else if (group.data) {
            hex(c);
        } else if (!group.skipped) {
            pending.write(c);
        }
    }

    private void hex(int c) {
        int digit = Character.digit(c, 16);
        if (digit >= 0 && nibble >= 0) {
            object.write(nibble << 4 | digit);
            nibble = -1;
        } else if (digit >= 0) {
            nibble = digit;
        }
    }

    private void control() throws IOException {
        int c = at < rtf.length ? rtf[at++] & 0xFF : '\\';
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (letter) {
            at--;
            word();
            return;
        }
        switch (c) {
            case '\'' -> quoted();
            case '*' -> starred = true;
            case '~' -> text(" ");
            case '_' -> text("-");
            case '-' -> {} // where a word may be broken
            case '\r', '\n' -> text("\n");
            default -> character(c);
        }
    }

    private void quoted() {
        int high = at < rtf.length ? Character.digit(rtf[at], 16) : -1;
        int low = at + 1 < rtf.length ? Character.digit(rtf[at + 1], 16) : -1;
        if (high >= 0 && low >= 0) {
            at += 2;
            character(high << 4 | low);
        }
    }

    private void word() throws IOException {
        int start = at;
        while (at < rtf.length && isLetter(rtf[at])) {
            at++;
        }
        String word =
                new String(
                        rtf, start, Math.min(at - start, LONGEST_WORD), StandardCharsets.US_ASCII);
        int number = at;
        at += at < rtf.length && rtf[at] == '-' ? 1 : 0;
        while (at < rtf.length && rtf[at] >= '0' && rtf[at] <= '9') {
            at++;
        }
        Integer value = value(number);
        at += at < rtf.length && rtf[at] == ' ' ? 1 : 0;
        boolean unknown = starred && !TEXT_THOUGH_STARRED.contains(word);
        starred = false;
        if (unknown || NO_TEXT.contains(word)) {
            flush();
            group.skipped = true;
            group.fontTable = word.equals("fonttbl");
        } else {
            act(word, value);
        }
    }

    private static boolean isLetter(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
    }

    private @org.jspecify.annotations.Nullable Integer value(int start) {
        if (at == start || at - start > 10) {
            return null;
        }
        String digits = new String(rtf, start, at - start, StandardCharsets.US_ASCII);
        return digits.equals("-") ? Integer.valueOf(0) : (Integer) (int) Long.parseLong(digits);
    }

    private void act(String word, @org.jspecify.annotations.Nullable Integer value) {
        int number = value == null ? 0 : value;
        switch (word) {
            case "par", "line", "sect", "page", "row", "nestrow", "softline", "column" ->
                    text("\n");
            case "tab", "cell", "nestcell" -> text("\t");
            case "title",
                    "subject",
                    "author",
                    "keywords",
                    "comment",
                    "doccomm",
                    "hlinkbase",
                    "category",
                    "operator",
                    "annotation",
                    "footnote",
                    "header",
                    "footer",
                    "headerl",
                    "headerr",
                    "footerl",
                    "footerr",
                    "sv",
                    "shptxt",
                    "company",
                    "manager",
                    "atnid",
                    "atnauthor" ->
                    text("\n\n");
            case "emdash", "endash" -> text("-");
            case "lquote", "rquote" -> text("'");
            case "emspace", "enspace", "qmspace" -> text(" ");
            case "u" -> unicode(number);
            case "uc" -> group.skip = Math.max(0, number);
            case "v" -> hide(value == null || number != 0);
            case "bin" -> binary(number);
            case "pict" -> picture();
            case "objdata" -> {
                flush();
                group.data = true;
            }
            case "ansicpg" -> codePage = page(number);
            case "mac" -> codePage = charset("x-MacRoman").orElse(codePage);
            case "pc" -> codePage = charset("IBM437").orElse(codePage);
            case "f" -> font(number);
            case "fcharset" -> fontCharset(number);
            default -> {} // says how the text looks
        }
    }

    private void picture() {
        flush();
        group.skipped = true;
        harvest.fact(Fact.UNREAD);
    }

    private Charset page(int number) {
        flush();
        return charset("windows-" + number)
                .or(() -> charset("x-windows-" + number))
                .or(() -> charset("IBM" + number))
                .or(() -> number == 65001 ? Optional.of(StandardCharsets.UTF_8) : Optional.empty())
                .orElse(codePage);
    }

    private void font(int number) {
        flush();
        font = number;
        group.font = number;
    }

    private void fontCharset(int number) {
        String name = CHARSETS.get(number);
        if (group.fontTable && name != null) {
            charset(name).ifPresent(charset -> fonts.put(font, charset));
        }
    }

    private void hide(boolean hidden) {
        flush();
        group.hidden = hidden;
        if (hidden) {
            harvest.fact(Fact.HIDDEN_TEXT);
        }
    }

    private void unicode(int number) {
        text(String.valueOf((char) number));
        toSkip = group.skip;
    }

    private void binary(int length) {
        int end = (int) Math.min(rtf.length, at + (long) Math.max(0, length));
        if (group.data) {
            object.write(rtf, at, end - at);
        }
        at = end;
    }

    private void text(String text) {
        flush();
        if (!group.skipped && !group.data) {
            all.append(text);
            seen.append(group.hidden ? "" : text);
        }
    }

    /** Decodes the bytes at hand in the character set that they were written in. */
    private void flush() {
        if (pending.size() > 0) {
            String text = pending.toString(fonts.getOrDefault(group.font, codePage));
            pending.reset();
            all.append(text);
            seen.append(group.hidden ? "" : text);
        }
    }

    private void object() {
        byte[] data = object.toByteArray();
        object.reset();
        nibble = -1;
        RtfObject.file(data).ifPresent(file -> harvest.file(file.name(), file.content()));
    }
}
