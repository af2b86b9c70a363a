package org.signet.rights.store;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * The row that ties a store to the keyset it was made with.
 *
 * @param grantsSealed proves that every grant is sealed; empty in a store that comes from schema 1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TenantRow(byte[] nonce, byte[] seal, byte[] grantsSealed) {
    public static Optional<TenantRow> find(Handle handle) {
        return handle.createQuery("SELECT nonce, seal, grants_sealed FROM rights_tenant")
                .map(
                        (row, context) -> {
                            byte @Nullable [] sealed = row.getBytes("grants_sealed");
                            return new TenantRow(
                                    row.getBytes("nonce"),
                                    row.getBytes("seal"),
                                    sealed == null ? new byte[0] : sealed);
                        })
                .findOne();
    }

    public void insert(Handle handle) {
        handle.createUpdate(
                        "INSERT INTO rights_tenant (only_row, nonce, seal, grants_sealed)"
                                + " VALUES (1, :nonce, :seal, :sealed)")
                .bind("nonce", nonce)
                .bind("seal", seal)
                .bind("sealed", grantsSealed)
                .execute();
    }

    /** Notes that every grant is sealed. */
    public static void sealed(Handle handle, byte[] proof) {
        handle.createUpdate("UPDATE rights_tenant SET grants_sealed = :proof")
                .bind("proof", proof)
                .execute();
    }
}
