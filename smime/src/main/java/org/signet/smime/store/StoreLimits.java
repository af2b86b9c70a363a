package org.signet.smime.store;

/**
 * How much a store holds.
 *
 * @param perAddress certificates for one address, of which the newest are kept
 * @param inAll certificates in the folder
 */
public record StoreLimits(int perAddress, int inAll) {
    public static final StoreLimits DEFAULT = new StoreLimits(4, 10_000);

    public StoreLimits {
        if (perAddress < 1 || inAll < 1) {
            throw new IllegalArgumentException("A store that holds nothing");
        }
    }
}
