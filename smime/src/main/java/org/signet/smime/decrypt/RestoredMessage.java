package org.signet.smime.decrypt;

import org.signet.smime.mime.Header;
import org.signet.smime.mime.HeaderField;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.mime.MimeBody;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A message as it was before it was encrypted: the header of the encrypted one, with the decrypted
 * entity as its body. Of the header of the entity only the {@code Content-*} fields are taken, so
 * that no field stands there twice.
 */
public final class RestoredMessage {
    private RestoredMessage() {}

    public static void write(MessageSource encrypted, MessageSource entity, OutputStream out)
            throws IOException {
        for (HeaderField field : Header.of(encrypted).fields()) {
            if (!field.isContent() && !field.is("MIME-Version")) {
                field.writeTo(out);
            }
        }
        out.write("MIME-Version: 1.0\r\n".getBytes(StandardCharsets.US_ASCII));
        try (MimeBody body = MimeBody.open(entity)) {
            for (HeaderField field : body.header().fields()) {
                if (field.isContent()) {
                    field.writeTo(out);
                }
            }
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            body.raw().transferTo(out);
        }
    }
}
