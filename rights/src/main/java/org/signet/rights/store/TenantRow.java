package org.signet.rights.store;

import org.jdbi.v3.core.Handle;

import java.util.Optional;

/** The row that ties a store to the keyset it was made with. */
@SuppressWarnings("ArrayRecordComponent")
public record TenantRow(byte[] nonce, byte[] seal) {
    public static Optional<TenantRow> find(Handle handle) {
        return handle.createQuery("SELECT nonce, seal FROM rights_tenant")
                .map((row, context) -> new TenantRow(row.getBytes("nonce"), row.getBytes("seal")))
                .findOne();
    }

    public void insert(Handle handle) {
        handle.createUpdate(
                        "INSERT INTO rights_tenant (only_row, nonce, seal)"
                                + " VALUES (1, :nonce, :seal)")
                .bind("nonce", nonce)
                .bind("seal", seal)
                .execute();
    }
}
