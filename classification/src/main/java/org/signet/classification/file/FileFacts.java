package org.signet.classification.file;

import org.signet.classification.message.Attachment;
import org.signet.classification.message.FileType;
import org.signet.classification.message.FileType.Family;
import org.signet.classification.text.Fact;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What the type and the name of a file say together. */
public final class FileFacts {
    private FileFacts() {}

    public static Set<Fact> of(String name, FileType type) {
        Set<Fact> facts = EnumSet.noneOf(Fact.class);
        String extension = Attachment.extension(name);
        Optional<FileType> promised = FileType.promised(extension);
        if (type.family() == Family.EXECUTABLE
                || promised.filter(p -> p.family() == Family.EXECUTABLE).isPresent()) {
            facts.add(Fact.EXECUTABLE);
        }
        if (promised.filter(p -> contradicts(extension, p, type)).isPresent()) {
            facts.add(Fact.TYPE_MISMATCH);
        }
        return facts;
    }

    private static boolean contradicts(String extension, FileType promised, FileType type) {
        if (type.isNamed(extension)) {
            return false;
        }
        return switch (type) {
            case UNKNOWN -> hasFixedBytes(promised);
            case TEXT, HTML, XML ->
                    promised.family() != Family.TEXT
                            && promised != FileType.SCRIPT
                            && promised != FileType.MESSAGE
                            && promised.family() != Family.CRYPTOGRAPHIC;
            case ZIP -> promised != FileType.OOXML && promised != FileType.ODF;
            default -> true;
        };
    }

    private static boolean hasFixedBytes(FileType type) {
        return switch (type) {
            case PDF, OLE, OOXML, ODF, RTF, ZIP, SEVEN_ZIP, GZIP, BZIP2, XZ, RAR, CAB -> true;
            default -> false;
        };
    }
}
