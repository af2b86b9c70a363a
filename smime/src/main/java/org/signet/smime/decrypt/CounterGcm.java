package org.signet.smime.decrypt;

import org.signet.smime.provider.Providers;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.util.Arrays;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;

/**
 * AES-GCM as a stream, with the ciphers of the JDK. Its own GCM keeps all content in memory until
 * the tag was checked, and Bouncy Castle's is many times slower. But GCM is counter mode with a tag
 * over the ciphertext (NIST SP 800-38D §7): counter mode gives the plaintext as a stream, and
 * encrypting that plaintext again, with the same key and nonce, gives the same ciphertext and so
 * the tag that the message must have. Both are fast and neither keeps anything.
 */
final class CounterGcm implements ContentDecipher {
    /** Only with a nonce of 96 bits is the first counter the nonce itself (SP 800-38D §7.1). */
    static final int NONCE = 12;

    private static final int FIRST_COUNTER = 2;
    private static final int SHORTEST_TAG = 12;
    private static final int LONGEST_TAG = 16;

    /** SP 800-38D §5.2.1.1: then the counter of 32 bits is used up. */
    private static final long MOST_OCTETS = (1L << 36) - 32;

    private final Cipher counter;
    private final Cipher gcm;
    private byte[] plain = new byte[0];
    private byte[] discarded = new byte[0];
    private long count;

    CounterGcm(Key key, byte[] nonce, byte[] more) throws GeneralSecurityException {
        byte[] first = Arrays.copyOf(nonce, 16);
        first[15] = FIRST_COUNTER;
        counter = Cipher.getInstance("AES/CTR/NoPadding", Providers.ciphers());
        counter.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(first));
        gcm = Cipher.getInstance("AES/GCM/NoPadding", Providers.ciphers());
        gcm.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(LONGEST_TAG * 8, nonce));
        gcm.updateAAD(more);
    }

    @Override
    public void update(byte[] chunk, int length, OutputStream out)
            throws IOException, GeneralSecurityException {
        count += length;
        if (count > MOST_OCTETS) {
            throw new GeneralSecurityException("more than one nonce can encrypt");
        }
        if (plain.length < length) {
            plain = new byte[length];
            discarded = new byte[length + 2 * LONGEST_TAG];
        }
        int done = counter.update(chunk, 0, length, plain);
        out.write(plain, 0, done);
        gcm.update(plain, 0, done, discarded);
    }

    @Override
    public void finish(byte[] tag, OutputStream out) throws IOException, GeneralSecurityException {
        byte[] rest = counter.doFinal();
        out.write(rest);
        byte[] end = gcm.doFinal(rest);
        if (tag.length < SHORTEST_TAG || tag.length > LONGEST_TAG) {
            throw new AEADBadTagException("a tag has 12 to 16 octets (RFC 5084 §3.2)");
        }
        byte[] right = Arrays.copyOfRange(end, end.length - LONGEST_TAG, end.length);
        if (!MessageDigest.isEqual(Arrays.copyOf(right, tag.length), tag)) {
            throw new AEADBadTagException("the tag is another one");
        }
    }
}
