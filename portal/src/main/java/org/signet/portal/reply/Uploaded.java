package org.signet.portal.reply;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A form that came whole: the draft and its files. Closing it forgets the files. */
public final class Uploaded implements AutoCloseable {
    private final Draft draft;
    private final List<SentFile> files;
    private final Spool spool;

    Uploaded(Draft draft, List<SentFile> files, Spool spool) {
        this.draft = draft;
        this.files = List.copyOf(files);
        this.spool = spool;
    }

    /**
     * One file, as the browser described it.
     *
     * @param name safe for headers and file systems
     * @param type a media type without parameters, neither multipart nor message
     */
    record SentFile(String name, String type, long length) {}

    public Draft draft() {
        return draft;
    }

    List<SentFile> files() {
        return files;
    }

    /** The bytes of all files, in their order. */
    InputStream content() throws IOException {
        return spool.input();
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }
}
