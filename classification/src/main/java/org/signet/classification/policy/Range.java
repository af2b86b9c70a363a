package org.signet.classification.policy;

/** From {@code least} to {@code most}, both included. */
public record Range(long least, long most) {
    public boolean covers(long number) {
        return number >= least && number <= most;
    }
}
