package org.signet.benchmarks.james;

import org.jspecify.annotations.Nullable;

/**
 * Takes the live heap over and over: what is used right after a full collection. The largest value
 * is what a process needed at a time, without the garbage that had not been collected yet.
 */
public final class HeapWatch {
    private volatile boolean watching;
    private long first;
    private long most;
    private @Nullable Thread thread;

    /** Takes a first value, then goes on until {@link #end}. */
    public synchronized void begin() {
        first = live();
        most = first;
        watching = true;
        thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("heap-watch")
                        .start(
                                () -> {
                                    while (watching) {
                                        most = Math.max(most, live());
                                    }
                                });
    }

    /** The first and the largest value, in octets. */
    public synchronized String end() {
        watching = false;
        if (thread != null) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return "first=%d\nmost=%d\n".formatted(first, most);
    }

    private static long live() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
