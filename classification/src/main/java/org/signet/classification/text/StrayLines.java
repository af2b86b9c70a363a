package org.signet.classification.text;

import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.DefaultFieldBuilder;
import org.apache.james.mime4j.stream.RawField;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Builds header fields, and keeps the lines between them that are no fields. The MIME parser drops
 * such lines; mail programs may show them.
 */
final class StrayLines extends DefaultFieldBuilder {
    private final List<byte[]> lines = new ArrayList<>();

    StrayLines(int maxFieldBytes) {
        super(maxFieldBytes);
    }

    @Override
    public RawField build() throws MimeException {
        try {
            return super.build();
        } catch (MimeException e) {
            lines.add(Arrays.copyOf(getRaw().buffer(), getRaw().length()));
            throw e;
        }
    }

    /** Gives out the lines since the last call. */
    List<byte[]> take() {
        List<byte[]> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }
}
