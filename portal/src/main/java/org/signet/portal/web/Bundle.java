package org.signet.portal.web;

import org.signet.portal.message.FileName;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * All attachments in one archive. Names are single path segments, and no two are the same, not even
 * on file systems that do not tell capitals from small letters.
 */
final class Bundle {
    private final ZipOutputStream zip;
    private final Set<String> names = new HashSet<>();

    Bundle(OutputStream output) {
        this.zip = new ZipOutputStream(output);
    }

    void add(FileName name, InputStream content) throws IOException {
        zip.putNextEntry(new ZipEntry(unique(name.text())));
        content.transferTo(zip);
        zip.closeEntry();
    }

    /** Writes the list at the end; an archive that broke off lacks it and does not open. */
    void finish() throws IOException {
        zip.close();
    }

    private String unique(String name) {
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String suffix = dot > 0 ? name.substring(dot) : "";
        String free = name;
        for (int i = 2; !names.add(free.toLowerCase(Locale.ROOT)); i++) {
            free = stem + " (" + i + ")" + suffix;
        }
        return free;
    }
}
