package org.signet.smime.revocation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads what a server answers (RFC 9112), as far as it is needed here: a body and no redirect. */
final class HttpAnswer {
    private static final int MOST_HEAD = 16 * 1024;
    private static final int LONGEST_CHUNK_LINE = 1024;

    private final InputStream in;
    private final int mostBytes;
    private long length = -1;
    private boolean chunked;

    private HttpAnswer(InputStream in, int mostBytes) {
        this.in = in;
        this.mostBytes = mostBytes;
    }

    /**
     * Reads the body of an answer.
     *
     * @throws IOException if there is none, or it is larger than allowed, or not complete
     */
    static byte[] body(InputStream in, int mostBytes) throws IOException {
        HttpAnswer answer = new HttpAnswer(in, mostBytes);
        answer.readHead();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (answer.chunked) {
            answer.readChunks(body);
        } else if (answer.length >= 0) {
            answer.copy(answer.length, body);
        } else {
            answer.copyToEnd(body);
        }
        return body.toByteArray();
    }

    private void readHead() throws IOException {
        int left = MOST_HEAD;
        String status = line(left);
        String[] words = status.split(" ", 3);
        if (!status.startsWith("HTTP/1.") || words.length < 2) {
            throw new IOException("the answer is not HTTP");
        }
        if (!words[1].equals("200")) {
            throw new IOException(
                    words[1].matches("\\d{3}")
                            ? "the answer has status " + words[1]
                            : "the answer is not HTTP");
        }
        for (String line = line(left); !line.isEmpty(); line = line(left)) {
            left -= line.length() + 2;
            readField(line);
        }
    }

    private void readField(String line) throws IOException {
        int colon = line.indexOf(':');
        String name = line.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT);
        String value = line.substring(colon + 1).strip().toLowerCase(Locale.ROOT);
        switch (name) {
            case "content-length" -> {
                if (!value.matches("\\d{1,18}")) {
                    throw new IOException("the length of the answer is not a number");
                }
                length = Long.parseLong(value);
            }
            case "transfer-encoding" -> {
                if (!value.equals("chunked")) {
                    throw new IOException("the answer is encoded in a way that is not known");
                }
                chunked = true;
            }
            default -> {
                // Nothing else changes what the body is.
            }
        }
    }

    private void readChunks(ByteArrayOutputStream body) throws IOException {
        while (true) {
            String size = line(LONGEST_CHUNK_LINE).split(";", 2)[0].strip();
            if (!size.matches("[0-9A-Fa-f]{1,8}")) {
                throw new IOException("the answer is not chunked rightly");
            }
            long bytes = Long.parseLong(size, 16);
            if (bytes == 0) {
                return;
            }
            copy(bytes, body);
            if (!line(LONGEST_CHUNK_LINE).isEmpty()) {
                throw new IOException("the answer is not chunked rightly");
            }
        }
    }

    private void copy(long bytes, ByteArrayOutputStream body) throws IOException {
        if (bytes > mostBytes - body.size()) {
            throw tooLarge();
        }
        byte[] read = in.readNBytes((int) bytes);
        if (read.length < bytes) {
            throw new IOException("the answer ends early");
        }
        body.writeBytes(read);
    }

    private void copyToEnd(ByteArrayOutputStream body) throws IOException {
        body.writeBytes(in.readNBytes(mostBytes + 1));
        if (body.size() > mostBytes) {
            throw tooLarge();
        }
    }

    private IOException tooLarge() {
        return new IOException("the answer has more than " + mostBytes + " bytes");
    }

    private String line(int most) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new IOException("the answer ends early");
            }
            if (line.size() >= most) {
                throw new IOException("the head of the answer is too long");
            }
            line.write(octet);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
