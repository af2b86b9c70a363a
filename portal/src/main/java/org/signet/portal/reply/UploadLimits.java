package org.signet.portal.reply;

import java.time.Duration;

/**
 * How much a form may bring, and how slowly.
 *
 * @param bytes of all files together
 * @param files how many
 * @param time from the first byte to the last
 * @param grace how long any rate is taken
 * @param rate the fewest bytes a second on average after that
 */
public record UploadLimits(long bytes, int files, Duration time, Duration grace, int rate) {
    /** What the fields beside the files may take. */
    public static final int FIELD_BYTES = 1024 * 1024;

    /** 25 MiB in at most 50 files, within 15 minutes, not slower than 2 kB a second. */
    public static final UploadLimits STANDARD =
            new UploadLimits(
                    25L * 1024 * 1024, 50, Duration.ofMinutes(15), Duration.ofSeconds(30), 2000);

    public UploadLimits {
        if (bytes < 0 || files < 0 || rate < 0 || !time.isPositive()) {
            throw new IllegalArgumentException("limits below zero");
        }
    }

    public UploadLimits withBytes(long most) {
        return new UploadLimits(most, files, time, grace, rate);
    }

    /** How much of a body is read at all, so that the browser gets to see the answer. */
    public long bodyBytes() {
        return 2 * bytes + 4L * FIELD_BYTES;
    }

    /** Whether so many bytes in so much time are too few. */
    boolean tooSlow(long received, Duration elapsed) {
        if (elapsed.compareTo(time) > 0) {
            return true;
        }
        return elapsed.compareTo(grace) > 0 && received < rate * elapsed.toSeconds();
    }
}
