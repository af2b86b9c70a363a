package org.signet.mailets;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long to wait before each retry, one element a retry.
 *
 * <p>Written as James's RemoteDelivery does: a comma-separated list of {@code
 * [attempts*]delay[unit]}, such as {@code 5m, 3*30m, 6h}; a number without unit is milliseconds.
 */
record DeliveryDelays(List<Duration> delays) {
    static final String ALLOWED =
            "a comma-separated list of [attempts*]delay[unit], such as '5m, 3*30m, 6h';"
                    + " units ms, s, m, h, d, w";

    private static final int MOST = 1000;
    private static final Duration USUAL = Duration.ofHours(6);
    private static final Pattern PART =
            Pattern.compile("(?:(\\d{1,4})\\s*\\*)?\\s*(\\d{1,9})\\s*([a-zA-Z]*)");

    DeliveryDelays {
        delays = List.copyOf(delays);
    }

    /**
     * Reads the list and makes it as long as the number of retries: where it is shorter the last
     * delay is repeated, where it is longer there are more retries.
     *
     * @throws IllegalArgumentException naming the part that is no delay
     */
    static DeliveryDelays parse(String text, int retries) {
        List<Duration> delays = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = PART.matcher(part.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException("'" + part.strip() + "' is no delay");
            }
            int attempts = matcher.group(1) == null ? 1 : Integer.parseInt(matcher.group(1));
            Duration delay = duration(Long.parseLong(matcher.group(2)), matcher.group(3));
            for (int i = 0; i < attempts; i++) {
                delays.add(delay);
            }
        }
        return stretched(delays, retries);
    }

    static DeliveryDelays usual(int retries) {
        return stretched(List.of(USUAL), retries);
    }

    /** As James reads an empty list: no delay of its own, the usual one for each retry. */
    static DeliveryDelays none(int retries) {
        return stretched(List.of(), retries);
    }

    private static DeliveryDelays stretched(List<Duration> delays, int retries) {
        if (delays.size() > MOST) {
            throw new IllegalArgumentException("at most " + MOST + " retries are possible");
        }
        List<Duration> all = new ArrayList<>(delays);
        while (all.size() < retries) {
            all.add(all.isEmpty() ? USUAL : all.get(all.size() - 1));
        }
        return new DeliveryDelays(all);
    }

    private static Duration duration(long number, String unit) {
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "", "ms", "msec", "msecs" -> Duration.ofMillis(number);
            case "s", "sec", "secs", "second", "seconds" -> Duration.ofSeconds(number);
            case "m", "min", "mins", "minute", "minutes" -> Duration.ofMinutes(number);
            case "h", "hour", "hours" -> Duration.ofHours(number);
            case "d", "day", "days" -> Duration.ofDays(number);
            case "w", "week", "weeks" -> Duration.ofDays(Math.multiplyExact(7, number));
            default -> throw new IllegalArgumentException("'" + unit + "' is no unit of time");
        };
    }

    int retries() {
        return delays.size();
    }

    /** Returns the delay before a retry, the first of which has number 1. */
    Duration before(int retry) {
        return delays.isEmpty()
                ? USUAL
                : delays.get(Math.min(Math.max(retry, 1), delays.size()) - 1);
    }

    /** Returns how long this retry and all after it take together. */
    Duration fromRetry(int retry) {
        return delays.stream().skip(Math.max(0, retry - 1)).reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * Reads one time, such as {@code 5m}.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Duration time(String text) {
        Matcher matcher = PART.matcher(text.strip());
        if (!matcher.matches() || matcher.group(1) != null) {
            throw new IllegalArgumentException("'" + text.strip() + "' is no time");
        }
        return duration(Long.parseLong(matcher.group(2)), matcher.group(3));
    }
}
