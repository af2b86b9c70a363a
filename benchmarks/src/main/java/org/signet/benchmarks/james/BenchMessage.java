package org.signet.benchmarks.james;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A plain text message of a given size. */
public final class BenchMessage {
    private static final byte[] LINE =
            "The quick brown fox jumps over the lazy dog, and once more over it again.\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private BenchMessage() {}

    /** Writes a message of at least so many octets, at most a line more. */
    public static void write(OutputStream out, long octets, int number) throws IOException {
        byte[] header =
                """
                From: <sender@bench.test>
                To: <user%d@bench.test>
                Subject: number %d
                Date: Mon, 23 Nov 2026 12:00:00 +0000
                Message-ID: <%d.bench@bench.test>
                MIME-Version: 1.0
                Content-Type: text/plain; charset=us-ascii

                """
                        .replace("\n", "\r\n")
                        .formatted(number, number, number)
                        .getBytes(StandardCharsets.US_ASCII);
        BufferedOutputStream buffered = new BufferedOutputStream(out, 64 * 1024);
        buffered.write(header);
        for (long written = header.length; written < octets; written += LINE.length) {
            buffered.write(LINE);
        }
        buffered.flush();
    }
}
