package org.signet.smime.store;

import org.signet.smime.pem.Folder;
import org.signet.smime.pem.PemFile;
import org.signet.smime.pem.UnusableFileException;
import org.signet.smime.trust.Fingerprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What certificates of people and domains are in folders, whoever has put them there. */
final class Inventory {
    private static final Set<String> EXTENSIONS = Set.of("pem", "crt", "cer", "der");

    private final List<Path> folders;
    private Map<Path, Content> known = Map.of();

    /** What was in a file when it was of that size and time. */
    private record Content(long size, FileTime changed, List<X509Certificate> certificates) {}

    /** One certificate, and all files that it is in. */
    record Item(X509Certificate certificate, List<Path> files) {
        Item {
            files = List.copyOf(files);
        }

        /** The files that are not of this server, so that they are not its to remove. */
        List<Path> ofOthers() {
            String own = Fingerprint.of(certificate) + ".pem";
            return files.stream()
                    .filter(file -> !file.getFileName().toString().equals(own))
                    .toList();
        }
    }

    Inventory(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /** All there are now; authorities are left out. */
    synchronized Map<Fingerprint, Item> all() throws IOException, UnusableFileException {
        Map<Path, Content> now = new HashMap<>();
        Map<Fingerprint, Item> items = new LinkedHashMap<>();
        for (Path folder : folders) {
            for (Path file : Folder.files(folder, EXTENSIONS)) {
                Content content = content(file);
                now.put(file, content);
                content.certificates().forEach(each -> add(items, each, file));
            }
        }
        known = now;
        return items;
    }

    private static void add(Map<Fingerprint, Item> items, X509Certificate certificate, Path file) {
        if (certificate.getBasicConstraints() < 0) {
            items.merge(
                    Fingerprint.of(certificate),
                    new Item(certificate, List.of(file)),
                    (one, other) -> {
                        List<Path> files = new ArrayList<>(one.files());
                        files.addAll(other.files());
                        return new Item(certificate, files);
                    });
        }
    }

    private Content content(Path file) throws IOException, UnusableFileException {
        long size = Files.size(file);
        FileTime changed = Files.getLastModifiedTime(file);
        Content before = known.get(file);
        if (before != null && before.size() == size && before.changed().equals(changed)) {
            return before;
        }
        return new Content(size, changed, PemFile.read(file).certificates());
    }
}
