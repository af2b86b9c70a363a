package org.signet.rights.key;

/**
 * A keyed digest (HMAC) under the tenant's keys, which are kept apart from the database: for short
 * secrets such as passcodes, whose plain digest could be searched through.
 */
public interface KeyedDigest {
    /** The digest to store. It names the key it was made with, so that keys can be rotated. */
    byte[] compute(byte[] value);

    /** Tells, in constant time, whether {@code digest} was computed from {@code value}. */
    boolean matches(byte[] value, byte[] digest);
}
