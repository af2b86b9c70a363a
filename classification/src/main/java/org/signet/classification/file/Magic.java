package org.signet.classification.file;

import org.signet.classification.message.FileType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Tells the type of a file by its first bytes, as the formats' specifications fix them.
 *
 * <p>A format that may have other bytes before its own (PDF: anywhere in the first 1024, as PDF
 * readers accept it) is looked for there. What has no fixed bytes is text if it looks like text.
 */
public final class Magic {
    /** How many bytes are enough to tell. */
    public static final int HEAD = 8192;

    private static final int PDF_WITHIN = 1024;
    private static final int TAR_MARK = 257;
    private static final int ZIP_FIRST_NAME = 30;
    private static final List<Signature> SIGNATURES = signatures();

    private Magic() {}

    /** Bytes at an offset that only one type has there, each as one character. */
    private record Signature(int offset, String bytes, FileType type) {
        boolean isIn(byte[] head, int length) {
            if (offset + bytes.length() > length) {
                return false;
            }
            for (int i = 0; i < bytes.length(); i++) {
                if ((head[offset + i] & 0xFF) != bytes.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static List<Signature> signatures() {
        List<Signature> all = new ArrayList<>();
        add(all, 0, FileType.OLE, "D0CF11E0A1B11AE1");
        add(all, 0, FileType.RTF, "7B5C7274"); // {\rt
        add(all, 0, FileType.TNEF, "789F3E22");
        add(all, 0, FileType.SEVEN_ZIP, "377ABCAF271C");
        add(all, 0, FileType.GZIP, "1F8B");
        add(all, 0, FileType.BZIP2, "425A68");
        add(all, 0, FileType.XZ, "FD377A585A00");
        add(all, 0, FileType.RAR, "526172211A07");
        add(all, 0, FileType.CAB, "4D534346");
        add(all, 0x8001, FileType.ISO, "4344303031");
        add(all, TAR_MARK, FileType.TAR, "7573746172"); // ustar
        add(all, 0, FileType.ZIP, "504B0304", "504B0506", "504B0708", "504B3030504B0304");
        add(all, 0, FileType.OTHER_ARCHIVE, "28B52FFD", "04224D18", "4C5A4950", "60EA");
        add(all, 0, FileType.OTHER_ARCHIVE, "213C617263683E0A", "EDABEEDB", "1F9D", "78617221");
        add(all, 2, FileType.OTHER_ARCHIVE, "2D6C68"); // -lh
        add(all, 7, FileType.OTHER_ARCHIVE, "2A2A4143452A2A"); // **ACE**
        add(all, 0, FileType.UNIX_PROGRAM, "7F454C46", "FEEDFACE", "FEEDFACF", "CEFAEDFE");
        add(all, 0, FileType.UNIX_PROGRAM, "CFFAEDFE");
        add(all, 0, FileType.JAVA_PROGRAM, "CAFEBABE");
        add(all, 0, FileType.SHORTCUT, "4C0000000114020000000000C000000000000046");
        add(all, 0, FileType.PICTURE, "FFD8FF", "89504E470D0A1A0A", "474946383761");
        add(all, 0, FileType.PICTURE, "474946383961", "49492A00", "4D4D002A", "38425053");
        add(all, 0, FileType.PICTURE, "00000100", "D7CDC69A");
        add(all, 8, FileType.PICTURE, "57454250"); // RIFF....WEBP
        add(all, 8, FileType.SOUND, "57415645");
        add(all, 8, FileType.VIDEO, "41564920");
        add(all, 0, FileType.SOUND, "494433", "FFFB", "FFF3", "4F676753", "664C6143", "4D546864");
        add(all, 0, FileType.SOUND, "2321414D52");
        add(all, 4, FileType.PICTURE, "6674797068656963", "6674797061766966"); // ftypheic, ftypavif
        add(all, 4, FileType.VIDEO, "66747970"); // ftyp
        add(all, 0, FileType.VIDEO, "1A45DFA3", "000001BA", "000001B3", "464C56");
        add(all, 0, FileType.VIDEO, "3026B2758E66CF11");
        add(all, 0, FileType.FONT, "774F4646", "774F4632", "4F54544F");
        return List.copyOf(all);
    }

    private static void add(List<Signature> to, int offset, FileType type, String... hex) {
        for (String digits : hex) {
            byte[] bytes = HexFormat.of().parseHex(digits);
            to.add(new Signature(offset, new String(bytes, StandardCharsets.ISO_8859_1), type));
        }
    }

    /**
     * The type of what begins with these bytes.
     *
     * @param length how many of them are there
     */
    public static FileType of(byte[] head, int length) {
        for (Signature signature : SIGNATURES) {
            if (signature.isIn(head, length)) {
                return refined(signature.type(), head, length);
            }
        }
        String start =
                new String(head, 0, Math.min(length, PDF_WITHIN), StandardCharsets.ISO_8859_1);
        if (start.contains("%PDF-")) {
            return FileType.PDF;
        }
        if (isWindowsProgram(head, length)) {
            return FileType.WINDOWS_PROGRAM;
        }
        if (isBitmap(start, head, length)) {
            return FileType.PICTURE;
        }
        return markup(start.stripLeading());
    }

    private static FileType refined(FileType type, byte[] head, int length) {
        if (type != FileType.ZIP || length <= ZIP_FIRST_NAME) {
            return type;
        }
        String name =
                new String(
                        head,
                        ZIP_FIRST_NAME,
                        Math.min(length - ZIP_FIRST_NAME, 64),
                        StandardCharsets.ISO_8859_1);
        if (name.startsWith("mimetypeapplication/vnd.oasis.opendocument")) {
            return FileType.ODF;
        }
        return name.startsWith("mimetypeapplication/epub") ? FileType.EPUB : FileType.ZIP;
    }

    /** MZ alone begins many texts; a program says at 0x3C where its PE header is. */
    private static boolean isWindowsProgram(byte[] head, int length) {
        if (length < 64 || head[0] != 'M' || head[1] != 'Z') {
            return false;
        }
        int header = (head[0x3C] & 0xFF) | (head[0x3D] & 0xFF) << 8 | (head[0x3E] & 0xFF) << 16;
        boolean beyond = header + 2 > length;
        boolean portable = !beyond && head[header] == 'P' && head[header + 1] == 'E';
        return beyond || portable || head[2] < 9;
    }

    /** BM alone begins many texts; a bitmap has zeros where its size has no more digits. */
    private static boolean isBitmap(String start, byte[] head, int length) {
        return start.startsWith("BM")
                && length > 10
                && head[6] == 0
                && head[7] == 0
                && head[8] == 0;
    }

    private static FileType markup(String text) {
        String start = text.toLowerCase(Locale.ROOT);
        if (start.startsWith("-----begin pgp message")) {
            return FileType.PGP;
        }
        if (start.startsWith("#!")) {
            return FileType.SCRIPT;
        }
        if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
            return FileType.HTML;
        }
        return start.startsWith("<?xml") || start.startsWith("\u00EF\u00BB\u00BF<?xml")
                ? FileType.XML
                : FileType.UNKNOWN;
    }
}
