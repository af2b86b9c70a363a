package org.signet.rights.key;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.MacConfig2026;
import com.google.crypto.tink.mac.PredefinedMacParameters;

import org.signet.rights.MessageId;
import org.signet.rights.RightsException;
import org.signet.rights.RightsException.Reason;
import org.signet.rights.envelope.ContentKey;
import org.signet.rights.licence.SealedLicence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * The keys of one tenant, ready for use.
 *
 * <p>Other processes may rotate the keys: what one of them made under a key that is not known here
 * is tried again after the file was read again, if that changed.
 */
public final class TenantKeys implements SealedLicence.Sealer {
    private static final Logger LOG = LoggerFactory.getLogger(TenantKeys.class);
    private static final String WRAP = "signet content key v1";

    /** What Tink writes before what a key made: a 1, and the id of the key. */
    private static final int PREFIX_BYTES = 5;

    private final Source source;
    private volatile Primitives now;

    private TenantKeys(Source source, Primitives now) {
        this.source = source;
        this.now = now;
    }

    /** Where the keys come from. */
    @FunctionalInterface
    interface Source {
        /** The keysets, if the source changed since it was read last. */
        Optional<Keysets> changed() throws RightsException;
    }

    private record Primitives(Aead wrap, int wrapPrimary, Mac seal, Mac digest) {
        static Primitives of(Keysets keysets) throws GeneralSecurityException {
            return new Primitives(
                    keysets.wrap().getPrimitive(AeadConfig2026.get(), Aead.class),
                    keysets.wrap().getPrimary().getId(),
                    keysets.seal().getPrimitive(MacConfig2026.get(), Mac.class),
                    keysets.digest().getPrimitive(MacConfig2026.get(), Mac.class));
        }
    }

    /** The three keysets as they are kept in the file. */
    record Keysets(KeysetHandle wrap, KeysetHandle seal, KeysetHandle digest) {
        static Keysets generate() throws GeneralSecurityException {
            return new Keysets(
                    KeysetHandle.generateNew(
                            PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get()),
                    KeysetHandle.generateNew(
                            PredefinedMacParameters.HMAC_SHA256_256BITTAG, MacConfig2026.get()),
                    KeysetHandle.generateNew(
                            PredefinedMacParameters.HMAC_SHA256_256BITTAG, MacConfig2026.get()));
        }

        /**
         * New primary keys that wrap and seal; the old ones stay, to open and to verify. Digests
         * keep their key: they are of secrets that live for minutes and are looked up by value.
         */
        Keysets rotated() throws GeneralSecurityException {
            return new Keysets(
                    KeysetHandle.newBuilder(wrap)
                            .addEntry(
                                    KeysetHandle.generateEntryFromParameters(
                                                    PredefinedAeadParameters.AES256_GCM)
                                            .withRandomId()
                                            .makePrimary())
                            .setConfiguration(AeadConfig2026.get())
                            .build(),
                    KeysetHandle.newBuilder(seal)
                            .addEntry(
                                    KeysetHandle.generateEntryFromParameters(
                                                    PredefinedMacParameters.HMAC_SHA256_256BITTAG)
                                            .withRandomId()
                                            .makePrimary())
                            .setConfiguration(MacConfig2026.get())
                            .build(),
                    digest);
        }
    }

    static TenantKeys of(Keysets keysets, Source source) throws GeneralSecurityException {
        return new TenantKeys(source, Primitives.of(keysets));
    }

    /** Reads the keys again if they changed; tells whether they did. */
    private synchronized boolean refreshed() throws RightsException {
        Optional<Keysets> changed = source.changed();
        if (changed.isEmpty()) {
            return false;
        }
        try {
            now = Primitives.of(changed.get());
            return true;
        } catch (GeneralSecurityException e) {
            throw new RightsException(Reason.UNAVAILABLE, "the new keys are unusable", e);
        }
    }

    /** Tells whether a content key is wrapped by the key that wraps new ones. */
    public boolean isWrappedByPrimary(byte[] wrapped) {
        return wrapped.length > PREFIX_BYTES
                && ByteBuffer.wrap(wrapped, 1, Integer.BYTES).getInt() == now.wrapPrimary();
    }

    /** Wraps a content key for one message under one licence. */
    public byte[] wrap(ContentKey key, MessageId message, byte[] licenceDigest)
            throws RightsException {
        try {
            return now.wrap().encrypt(key.bytes(), wrapContext(message, licenceDigest));
        } catch (GeneralSecurityException e) {
            throw new RightsException(Reason.UNAVAILABLE, "a content key cannot be wrapped", e);
        }
    }

    /**
     * The content key in {@code wrapped}.
     *
     * @throws RightsException if none of the tenant's keys opens it for this message and licence
     */
    public ContentKey unwrap(byte[] wrapped, MessageId message, byte[] licenceDigest)
            throws RightsException {
        byte[] context = wrapContext(message, licenceDigest);
        try {
            return ContentKey.of(now.wrap().decrypt(wrapped, context));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            if (refreshed()) {
                return unwrap(wrapped, message, licenceDigest);
            }
            throw new RightsException(
                    Reason.TAMPERED,
                    "the key of protected message "
                            + message
                            + " does not open under this licence and keyset",
                    e);
        }
    }

    @Override
    public byte[] seal(String purpose, byte[] value) {
        return compute(now.seal(), join(purpose, value));
    }

    @Override
    public boolean verifies(String purpose, byte[] value, byte[] tag) {
        byte[] joined = join(purpose, value);
        if (verifies(now.seal(), tag, joined)) {
            return true;
        }
        try {
            return refreshed() && verifies(now.seal(), tag, joined);
        } catch (RightsException e) {
            LOG.warn("The keyset file changed and cannot be read: {}", e.getMessage());
            return false;
        }
    }

    /** A keyed digest for one purpose. */
    public KeyedDigest keyedDigest(String purpose) {
        return new KeyedDigest() {
            @Override
            public byte[] compute(byte[] value) {
                return TenantKeys.compute(now.digest(), join(purpose, value));
            }

            @Override
            public boolean matches(byte[] value, byte[] tag) {
                return TenantKeys.verifies(now.digest(), tag, join(purpose, value));
            }
        };
    }

    private static byte[] compute(Mac mac, byte[] value) {
        try {
            return mac.computeMac(value);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }

    /** Tink reports a tag that does not match by an exception; a refusal is expected here. */
    private static boolean verifies(Mac mac, byte[] tag, byte[] value) {
        try {
            mac.verifyMac(tag, value);
            return true;
        } catch (GeneralSecurityException refused) {
            return false;
        }
    }

    private static byte[] wrapContext(MessageId message, byte[] licenceDigest) {
        return join(WRAP, message.bytes(), licenceDigest);
    }

    private static byte[] join(String purpose, byte[]... values) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.writeBytes(purpose.getBytes(StandardCharsets.US_ASCII));
        joined.write(0);
        for (byte[] value : values) {
            joined.writeBytes(value);
        }
        return joined.toByteArray();
    }

    @Override
    public String toString() {
        return "TenantKeys[hidden]";
    }
}
