package org.signet.classification.file;

import org.signet.classification.message.Attachment;
import org.signet.classification.text.Fact;
import org.signet.classification.text.Place;

import java.io.IOException;
import java.io.InputStream;

/** Takes what is found in a file. */
public interface FileSink {
    /** Takes a text that is characters already. */
    void text(Place place, String text);

    /** Takes the bytes of a text. */
    void text(Place place, byte[] bytes, boolean html);

    /** Takes the name of a file, or of a file inside one. */
    void name(Place place, String name);

    /** Takes a message (RFC 5322) that stands in a file. */
    void message(Place place, InputStream message) throws IOException;

    /** Takes a file, after what stands in it. */
    void file(Attachment attachment);

    void fact(Fact fact);

    /** Whether no more text is wanted. */
    boolean isFull();
}
