package org.signet.rights;

import org.signet.rights.RightsException.Reason;
import org.signet.rights.audit.StoredAuditLog;
import org.signet.rights.content.ContentDirectory;
import org.signet.rights.key.KeysetFile;
import org.signet.rights.key.TenantKeys;
import org.signet.rights.store.RightsStore;
import org.signet.rights.store.TenantRow;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/** Store, content and keys that belong together; checked at the start. */
record Opened(RightsStore store, ContentDirectory content, TenantKeys keys) {
    private static final String PURPOSE = "signet store of tenant v1";
    private static final int NONCE_BYTES = 32;

    static Opened open(RightsSettings settings, Clock clock, SecureRandom random)
            throws RightsException {
        ContentDirectory content = content(settings);
        RightsStore store = openStore(settings);
        try {
            TenantKeys keys = keys(settings, store, random);
            new GrantSealing(store, keys, new StoredAuditLog(store, keys, clock)).complete();
            return new Opened(store, content, keys);
        } catch (RightsException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static ContentDirectory content(RightsSettings settings) throws RightsException {
        try {
            return ContentDirectory.open(settings.contentDirectory());
        } catch (IOException e) {
            throw new RightsException(
                    Reason.MISCONFIGURED,
                    "%s: store.content-directory is '%s': it cannot be written (%s); allowed: %s"
                            .formatted(
                                    settings.fileName(),
                                    settings.contentDirectory(),
                                    e,
                                    "a directory that James can make or write"),
                    e);
        }
    }

    private static RightsStore openStore(RightsSettings settings) throws RightsException {
        try {
            return RightsStore.open(settings.store());
        } catch (RightsException e) {
            throw named(settings, e);
        }
    }

    /** New keys are made for a new store only: beside an old one they would hide a lost file. */
    private static TenantKeys keys(RightsSettings settings, RightsStore store, SecureRandom random)
            throws RightsException {
        KeysetFile file = new KeysetFile(settings.keysetFile(), settings.keysetPassword());
        Optional<TenantRow> row = store.read(TenantRow::find);
        try {
            if (!file.exists()) {
                if (row.isPresent()) {
                    throw new RightsException(
                            Reason.MISCONFIGURED,
                            "keyset.file is '%s': there is no such file, but the store was made with"
                                            .formatted(settings.keysetFile())
                                    + " one; allowed: the keyset file of this store, from a backup");
                }
                file.create(random);
            }
            TenantKeys keys = file.read();
            tie(store, keys, random);
            return keys;
        } catch (RightsException e) {
            throw named(settings, e);
        }
    }

    private static void tie(RightsStore store, TenantKeys keys, SecureRandom random)
            throws RightsException {
        Optional<TenantRow> row = store.read(TenantRow::find);
        if (row.isEmpty()) {
            byte[] nonce = new byte[NONCE_BYTES];
            random.nextBytes(nonce);
            TenantRow fresh =
                    new TenantRow(
                            nonce, keys.seal(PURPOSE, nonce), GrantSealing.proof(keys, nonce));
            store.write(
                    handle -> {
                        fresh.insert(handle);
                        return fresh;
                    });
        } else if (!keys.verifies(PURPOSE, row.get().nonce(), row.get().seal())) {
            throw new RightsException(
                    Reason.MISCONFIGURED,
                    "keyset.file: the keys in it are not those that the store was made with;"
                            + " allowed: the keyset file of this store");
        }
    }

    private static RightsException named(RightsSettings settings, RightsException e) {
        return new RightsException(e.reason(), settings.fileName() + ": " + e.getMessage(), e);
    }
}
