package org.signet.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Messages of all shapes, right and wrong ones, each made from a number. */
public final class RandomMessage {
    private static final String[] TYPES = {
        "text/plain; charset=utf-8",
        "text/html",
        "application/octet-stream",
        "image/png; name=\"b\u00fcro.png\"",
        "message/rfc822",
        "multipart/mixed",
        "multipart/alternative",
        "multipart/digest",
        "no type at all"
    };
    private static final String[] ENCODINGS = {
        "7bit", "8bit", "8BIT", "binary", "quoted-printable", "base64"
    };
    private static final String[] PIECES = {
        "word ", "\u00fc", "=3D", "=", "From ", ".", "\t", "\r", "--", "--b", "\0", "QUJD", ":", " "
    };
    private static final String[] LINE_ENDS = {"\r\n", "\r\n", "\r\n", "\n"};

    private final Random random;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int boundaries;

    private RandomMessage(long seed) {
        this.random = new Random(seed);
    }

    /** Makes the message of a number; it is from {@code alice@example.org}. */
    public static byte[] of(long seed) {
        RandomMessage message = new RandomMessage(seed);
        message.text("From: Alice <alice@example.org>", "Subject: =?utf-8?q?x?=\r\n folded");
        message.entity(0);
        return message.out.toByteArray();
    }

    private void entity(int depth) {
        String type = one(TYPES);
        boolean multipart = type.startsWith("multipart/");
        String boundary = "b" + (random.nextBoolean() ? boundaries++ : boundaries);
        if (random.nextInt(8) > 0) {
            text("Content-Type: " + type + (multipart ? "; boundary=\"" + boundary + "\"" : ""));
        }
        if (random.nextBoolean()) {
            text("Content-Transfer-Encoding: " + one(ENCODINGS));
        }
        if (random.nextInt(20) > 0) {
            text("");
        }
        if (multipart && depth < 4) {
            lines(2);
            for (int i = random.nextInt(4); i > 0; i--) {
                text("--" + boundary);
                entity(depth + 1);
            }
            if (random.nextInt(5) > 0) {
                text("--" + boundary + "--");
            }
            lines(1);
        } else if (type.startsWith("message/") && depth < 4) {
            entity(depth + 1);
        } else {
            lines(6);
        }
    }

    private void lines(int most) {
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            StringBuilder line = new StringBuilder();
            for (int j = random.nextInt(6); j > 0; j--) {
                line.append(one(PIECES));
            }
            if (random.nextInt(40) == 0) {
                line.append("x".repeat(random.nextInt(20_000)));
            }
            text(line.toString());
        }
    }

    private void text(String... lines) {
        for (String line : lines) {
            out.writeBytes((line + one(LINE_ENDS)).getBytes(StandardCharsets.UTF_8));
        }
    }

    private String one(String[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
