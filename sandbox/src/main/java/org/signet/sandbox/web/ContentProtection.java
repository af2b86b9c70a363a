package org.signet.sandbox.web;

import org.signet.sandbox.mailbox.MailReading;

import java.util.Locale;
import java.util.Optional;

/** How the content of a mail says it is protected: by its media type alone, nothing is verified. */
enum ContentProtection {
    ENCRYPTED("S/MIME encrypted"),
    SIGNED("S/MIME signed");

    private final String words;

    ContentProtection(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    static Optional<ContentProtection> of(MailReading reading) {
        String type = reading.field("Content-Type").orElse("").toLowerCase(Locale.ROOT).strip();
        if (type.startsWith("multipart/signed")) {
            return Optional.of(SIGNED);
        }
        // RFC 8551 §3.2.2: smime-type tells what is inside
        boolean cms =
                type.startsWith("application/pkcs7-mime")
                        || type.startsWith("application/x-pkcs7-mime");
        if (!cms) {
            return Optional.empty();
        }
        return Optional.of(type.contains("signed-data") ? SIGNED : ENCRYPTED);
    }
}
