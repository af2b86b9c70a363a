package org.signet.classification.file;

import org.apache.poi.hpsf.HPSFException;
import org.apache.poi.hpsf.Property;
import org.apache.poi.hpsf.PropertySet;
import org.apache.poi.hpsf.Section;

import java.io.IOException;

/** The texts among the properties of an Office file before 2007 ([MS-OLEPS]). */
final class OfficeProperties {
    private OfficeProperties() {}

    /** Reads a stream whose name says that it may hold properties. */
    static void read(byte[] stream, Harvest harvest) throws IOException {
        if (!PropertySet.isPropertySetStream(stream, 0, stream.length)) {
            return; // other streams have such names too
        }
        try {
            for (Section section : new PropertySet(stream).getSections()) {
                for (Property property : section.getProperties()) {
                    if (property.getValue() instanceof String text) {
                        harvest.add(text);
                        harvest.add("\n\n");
                    }
                }
            }
        } catch (HPSFException e) {
            throw new IOException("The properties are broken", e);
        }
        harvest.endText();
    }
}
