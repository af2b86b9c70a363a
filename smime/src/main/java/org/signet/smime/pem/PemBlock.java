package org.signet.smime.pem;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** One block of a PEM file. */
final class PemBlock {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    private final String label;
    private final byte[] content;
    private final int line;

    private PemBlock(String label, byte[] content, int line) {
        this.label = label;
        this.content = content;
        this.line = line;
    }

    String label() {
        return label;
    }

    byte[] content() {
        return content.clone();
    }

    /** Where it begins, counted from 1. */
    int line() {
        return line;
    }

    static List<PemBlock> parse(Path file, String text) throws UnusableFileException {
        List<PemBlock> blocks = new ArrayList<>();
        List<String> lines = text.lines().map(String::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(BEGIN) && lines.get(i).endsWith(DASHES)) {
                String label = between(lines.get(i), BEGIN);
                List<String> rest = lines.subList(i + 1, lines.size());
                int end = rest.indexOf(END + label + DASHES);
                if (end < 0) {
                    throw refuse(file, i + 1, "the block " + label + " has no end");
                }
                blocks.add(decode(file, label, rest.subList(0, end), i + 1));
                i += end + 1;
            }
        }
        return blocks;
    }

    private static PemBlock decode(Path file, String label, List<String> lines, int line)
            throws UnusableFileException {
        if (lines.stream().anyMatch(each -> each.startsWith("Proc-Type:"))) {
            throw refuse(
                    file,
                    line,
                    "the key is protected by a password in a way that is no longer in use; write"
                            + " it anew with: openssl pkcs8 -topk8");
        }
        try {
            return new PemBlock(label, Base64.getDecoder().decode(String.join("", lines)), line);
        } catch (IllegalArgumentException e) {
            throw refuse(file, line, "the block " + label + " is not base64");
        }
    }

    private static String between(String line, String start) {
        return line.substring(start.length(), line.length() - DASHES.length());
    }

    static UnusableFileException refuse(Path file, int line, String why) {
        return new UnusableFileException(
                file,
                "line " + line + ": " + why,
                "CERTIFICATE, PRIVATE KEY, ENCRYPTED PRIVATE KEY with its password, RSA PRIVATE"
                        + " KEY or EC PRIVATE KEY in PEM");
    }

    /** Without the content, which may be a key. */
    @Override
    public String toString() {
        return label + " at line " + line;
    }
}
