package org.signet.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The mails that are named on the command line: files, folders with files, mboxes (RFC 4155), and
 * {@code -} for the standard input.
 */
final class MailInputs {
    private static final String SEPARATOR = "From ";

    private MailInputs() {}

    /** Takes the mails, one after the other. */
    @FunctionalInterface
    interface Taker {
        void take(String name, InputStream mail) throws IOException;
    }

    /**
     * Reads all mails.
     *
     * @throws IOException if one cannot be read
     */
    static void read(List<Path> named, InputStream standardInput, Taker taker) throws IOException {
        for (Path path : named.isEmpty() ? List.of(Path.of("-")) : named) {
            if (path.toString().equals("-")) {
                stream("-", standardInput, taker);
            } else if (Files.isDirectory(path)) {
                for (Path file : files(path)) {
                    file(file, taker);
                }
            } else {
                file(path, taker);
            }
        }
    }

    /** Whether there can be more than one mail. */
    static boolean isMany(List<Path> named) {
        return named.size() > 1 || named.stream().anyMatch(Files::isDirectory);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void file(Path file, Taker taker) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            stream(file.toString(), in, taker);
        }
    }

    private static void stream(String name, InputStream in, Taker taker) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in);
        buffered.mark(SEPARATOR.length());
        byte[] start = buffered.readNBytes(SEPARATOR.length());
        buffered.reset();
        if (new String(start, StandardCharsets.US_ASCII).equals(SEPARATOR)) {
            mbox(name, buffered, taker);
        } else {
            taker.take(name, buffered);
        }
    }

    private static void mbox(String name, InputStream in, Taker taker) throws IOException {
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        int index = 0;
        byte[] line = line(in);
        while (line.length > 0) {
            if (new String(line, StandardCharsets.ISO_8859_1).startsWith(SEPARATOR)) {
                if (index > 0) {
                    taker.take(name + "#" + index, new ByteArrayInputStream(mail.toByteArray()));
                }
                index++;
                mail.reset();
            } else {
                boolean quoted = line[0] == '>' && isQuoted(line);
                mail.write(line, quoted ? 1 : 0, line.length - (quoted ? 1 : 0));
            }
            line = line(in);
        }
        taker.take(name + "#" + index, new ByteArrayInputStream(mail.toByteArray()));
    }

    /** A line of the mail that begins with "From ", with a sign before it. */
    private static boolean isQuoted(byte[] line) {
        return new String(line, StandardCharsets.ISO_8859_1)
                .stripLeading()
                .replace(">", "")
                .startsWith(SEPARATOR);
    }

    /** A line with its end; empty at the end of the stream. */
    private static byte[] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int c = in.read();
        while (c >= 0) {
            line.write(c);
            if (c == '\n') {
                break;
            }
            c = in.read();
        }
        return line.toByteArray();
    }
}
