package org.signet.smime.store;

import java.nio.file.Path;

/** What became of the certificate of one who signed a message. */
public sealed interface Harvested {
    /** It is in the store now. */
    record Stored(Path file) implements Harvested {}

    /** It was there before. */
    record Known() implements Harvested {}

    /** It is not stored, for this reason. */
    record PassedOver(String why) implements Harvested {}
}
