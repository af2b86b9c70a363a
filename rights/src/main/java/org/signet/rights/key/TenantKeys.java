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

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/** The keys of one tenant, ready for use. */
public final class TenantKeys implements SealedLicence.Sealer {
    private static final String WRAP = "signet content key v1";

    private final Aead wrap;
    private final Mac seal;
    private final Mac digest;

    private TenantKeys(Aead wrap, Mac seal, Mac digest) {
        this.wrap = wrap;
        this.seal = seal;
        this.digest = digest;
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
    }

    static TenantKeys of(Keysets keysets) throws GeneralSecurityException {
        return new TenantKeys(
                keysets.wrap().getPrimitive(AeadConfig2026.get(), Aead.class),
                keysets.seal().getPrimitive(MacConfig2026.get(), Mac.class),
                keysets.digest().getPrimitive(MacConfig2026.get(), Mac.class));
    }

    /** Wraps a content key for one message under one licence. */
    public byte[] wrap(ContentKey key, MessageId message, byte[] licenceDigest)
            throws RightsException {
        try {
            return wrap.encrypt(key.bytes(), wrapContext(message, licenceDigest));
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
        try {
            return ContentKey.of(wrap.decrypt(wrapped, wrapContext(message, licenceDigest)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
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
        return compute(seal, join(purpose, value));
    }

    @Override
    public boolean verifies(String purpose, byte[] value, byte[] tag) {
        return verifies(seal, tag, join(purpose, value));
    }

    /** A keyed digest for one purpose. */
    public KeyedDigest keyedDigest(String purpose) {
        return new KeyedDigest() {
            @Override
            public byte[] compute(byte[] value) {
                return TenantKeys.compute(digest, join(purpose, value));
            }

            @Override
            public boolean matches(byte[] value, byte[] tag) {
                return TenantKeys.verifies(digest, tag, join(purpose, value));
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
