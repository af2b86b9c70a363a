package org.signet.mailets;

import jakarta.mail.MessagingException;

import org.apache.james.filesystem.api.FileSystem;
import org.signet.smime.mime.Header;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.pem.UnusableFileException;
import org.signet.smime.store.CertificateStore;
import org.signet.smime.store.Harvest;
import org.signet.smime.store.Harvested;
import org.signet.smime.store.StoreLimits;
import org.signet.smime.verify.Verification;
import org.signet.smime.verify.Verifying;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Stores the certificates of authors, and lets no mail suffer where that fails. */
final class Harvester {
    private static final Logger LOGGER = LoggerFactory.getLogger(Harvester.class);
    private static final String ALLOWED =
            "a folder that this server may write, and that is not that of <certificates> or <trust>";

    private final Harvest harvest;

    private Harvester(Harvest harvest) {
        this.harvest = harvest;
    }

    /** What {@code harvest} asks for, if it is given. */
    static Optional<Harvester> of(Parameters parameters, FileSystem files)
            throws MessagingException {
        Optional<FolderParameter> folder = FolderParameter.optional(parameters, "harvest", files);
        int perDay = parameters.number("harvestPerDay", 100, 1, 10_000);
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        FolderParameter given = folder.get();
        try {
            for (String other : new String[] {"certificates", "trust"}) {
                for (FolderParameter beside : FolderParameter.several(parameters, other, files)) {
                    if (isSame(beside.path(), given.path())) {
                        throw parameters.refuse(
                                "harvest",
                                given.value(),
                                "it is the folder of <" + other + ">",
                                ALLOWED);
                    }
                }
            }
            CertificateStore store = CertificateStore.open(given.path(), StoreLimits.DEFAULT);
            return Optional.of(new Harvester(new Harvest(store, perDay)));
        } catch (UnusableFileException e) {
            throw parameters.refuse("harvest", given.value(), e.why(), ALLOWED);
        } catch (IOException e) {
            throw parameters.refuse(
                    "harvest", given.value(), "it cannot be written (" + e + ")", ALLOWED);
        }
    }

    private static boolean isSame(Path one, Path other) throws IOException {
        return one.toRealPath().equals(other.toRealPath());
    }

    /** Stores what the message offers. */
    void take(String mail, MessageSource message, Verification verification, Verifying rules) {
        try {
            for (Harvested each : harvest.of(Header.of(message), verification, rules)) {
                switch (each) {
                    case Harvested.Stored(Path file) ->
                            LOGGER.info("{}: certificate stored as {}", mail, file);
                    case Harvested.Known known -> LOGGER.debug("{}: certificate known", mail);
                    case Harvested.PassedOver(String why) ->
                            LOGGER.info("{}: certificate not stored: {}", mail, why);
                }
            }
        } catch (IOException | UnusableFileException | RuntimeException e) {
            // The mail is verified, whatever becomes of the certificate.
            LOGGER.error("{}: the certificate of its author could not be stored", mail, e);
        }
    }
}
