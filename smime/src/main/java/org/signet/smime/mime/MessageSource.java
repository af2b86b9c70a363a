package org.signet.smime.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of a message, or of a MIME entity, that can be read from the start again and again. */
@FunctionalInterface
public interface MessageSource {
    InputStream open() throws IOException;

    static MessageSource of(byte[] bytes) {
        byte[] copy = bytes.clone();
        return () -> new ByteArrayInputStream(copy);
    }
}
