/**
 * The tenant's keys: three Tink keysets in one file, kept apart from the database and from the
 * content.
 *
 * <p>{@code wrap} (AES-256-GCM) wraps the content key of each message, {@code seal} (HMAC-SHA256)
 * proves licences and audit records, {@code digest} (HMAC-SHA256) makes digests of short secrets.
 * Each is a keyset in Tink's sense: it holds keys with ids, one of which is primary and is used to
 * make new values, while the others still read old ones.
 *
 * <p>The file is made at the first start, never over an existing one and never beside a store that
 * already holds messages. Only its owner may read it. With a password, the keysets in it are
 * encrypted by AES-256-GCM under a key from PBKDF2 (RFC 8018 §5.2) with HMAC-SHA256, a random salt
 * and 600 000 rounds.
 *
 * <p>A wrapped key is good for one message under one licence, which are its associated data. Random
 * nonces of 96 bits allow one key to wrap 2^32 content keys; rotate before.
 *
 * <p>Rotation adds new primary keys to {@code wrap} and {@code seal} and replaces the file in one
 * step; {@link org.signet.rights.Housekeeping} wraps content keys anew. A process that runs reads
 * the file again when it meets what it cannot open or verify and the file changed.
 *
 * <p>Not done yet: keysets held by a KMS, change of the password by a command, one keyset per
 * domain.
 */
@NullMarked
package org.signet.rights.key;

import org.jspecify.annotations.NullMarked;
