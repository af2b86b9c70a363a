package org.signet.smime.store;

import java.nio.file.Path;
import java.util.List;

/** What became of a certificate that was to be added to a store. */
public sealed interface Addition {
    /**
     * It is in the store now, and on the disk.
     *
     * @param replaced files of older certificates that made room for it
     */
    record Added(Path file, List<Path> replaced) implements Addition {
        public Added {
            replaced = List.copyOf(replaced);
        }
    }

    /** It was there before. */
    record Known() implements Addition {}

    /** It is not for this store. */
    record Refused(Reason reason) implements Addition {}

    /** Why a certificate is not stored. */
    enum Reason {
        AUTHORITY("it is that of an authority"),
        NO_ADDRESS("it names no mail address"),
        TOO_MANY_ADDRESSES("it names more addresses than " + CertificateStore.MOST_ADDRESSES),
        UNFIT("it cannot be encrypted to"),
        UNREADABLE("its addresses cannot be read"),
        OLDER("as many newer ones are known for its address"),
        FULL("the folder is full"),
        EXPIRED("it has expired"),
        BLOCKED("the operator has blocked it or its key");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
