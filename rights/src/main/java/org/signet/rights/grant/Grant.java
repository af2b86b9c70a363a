package org.signet.rights.grant;

import org.signet.rights.MessageId;
import org.signet.rights.licence.SealedLicence.Sealer;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * The right of one recipient to open one message by one link.
 *
 * @param tokenDigest the digest of the link's token
 * @param version 1 for the grant that was made with the message, one more after each change
 * @param revoked since when it is taken back, if it is
 * @param expiry the first moment at which the link opens nothing any more
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out, compared by content
public record Grant(
        MessageId message,
        String recipient,
        byte[] tokenDigest,
        long version,
        Optional<Instant> revoked,
        Instant expiry) {
    private static final String PURPOSE = "signet grant v1";

    public Grant {
        tokenDigest = tokenDigest.clone();
    }

    /** The grant that a message is protected with. */
    public static Grant first(
            MessageId message, String recipient, byte[] tokenDigest, Instant expiry) {
        return new Grant(message, recipient, tokenDigest, 1, Optional.empty(), expiry);
    }

    /** The version that takes the right back; it is to be newer than every version known. */
    public Grant revokedAt(Instant at, long newest) {
        return new Grant(
                message,
                recipient,
                tokenDigest,
                Math.max(version, newest) + 1,
                Optional.of(at),
                expiry);
    }

    public Grant regranted() {
        return new Grant(message, recipient, tokenDigest, version + 1, Optional.empty(), expiry);
    }

    public Grant expiring(Instant at) {
        return new Grant(message, recipient, tokenDigest, version + 1, revoked, at);
    }

    public byte[] seal(Sealer sealer) {
        return sealer.seal(PURPOSE, encoded());
    }

    public boolean verifies(byte[] seal, Sealer sealer) {
        return sealer.verifies(PURPOSE, encoded(), seal);
    }

    /**
     * Message id (16), version (8), expiry (8), one byte that says whether it is revoked, the time
     * of that (8, or zeros), digest of the token (32), recipient (the rest). Times are milliseconds
     * since 1970.
     */
    private byte[] encoded() {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        encoded.writeBytes(message.bytes());
        encoded.writeBytes(
                ByteBuffer.allocate(3 * Long.BYTES + 1)
                        .putLong(version)
                        .putLong(expiry.toEpochMilli())
                        .put((byte) (revoked.isPresent() ? 1 : 0))
                        .putLong(revoked.map(Instant::toEpochMilli).orElse(0L))
                        .array());
        encoded.writeBytes(tokenDigest);
        encoded.writeBytes(recipient.getBytes(StandardCharsets.UTF_8));
        return encoded.toByteArray();
    }

    @Override
    public byte[] tokenDigest() {
        return tokenDigest.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Grant grant
                && message.equals(grant.message)
                && recipient.equals(grant.recipient)
                && Arrays.equals(tokenDigest, grant.tokenDigest)
                && version == grant.version
                && revoked.equals(grant.revoked)
                && expiry.equals(grant.expiry);
    }

    @Override
    public int hashCode() {
        return message.hashCode() * 31 + recipient.hashCode();
    }

    @Override
    public String toString() {
        return "Grant[%s, version %d, revoked %s, expiry %s]"
                .formatted(message, version, revoked, expiry);
    }
}
