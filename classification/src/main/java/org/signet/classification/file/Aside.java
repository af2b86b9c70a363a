package org.signet.classification.file;

import org.signet.classification.text.Fact;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Runs the parsers of foreign libraries in threads of their own, so that a parser that does not end
 * can be left behind.
 *
 * <p>Java cannot stop a thread. One that is left behind is interrupted, its {@link Harvest} is
 * closed, and it ends when it next reads or brings something; until then it keeps its place. There
 * are only so many places, so that files made to hang parsers cannot take more threads than that:
 * without a free place in time, a file is {@link Fact#LIMIT_EXCEEDED} unread.
 */
final class Aside {
    /**
     * A recursive parser should fail on a hostile file rather than take all memory for its stack.
     */
    private static final long STACK_BYTES = 2L * 1024 * 1024;

    private static final Semaphore PLACES =
            new Semaphore(Math.max(4, 2 * Runtime.getRuntime().availableProcessors()));

    private Aside() {}

    /** A parser of one format. */
    @FunctionalInterface
    interface Parser {
        /**
         * Brings what stands in the file.
         *
         * @throws IOException if the file is broken
         */
        void read(byte[] file, Harvest harvest) throws IOException;
    }

    /** Lets a parser bring what it can in this time; the harvest is closed afterwards. */
    static void read(byte[] file, Parser parser, Harvest harvest, Duration most) {
        long end = System.nanoTime() + most.toNanos();
        CountDownLatch done = new CountDownLatch(1);
        try {
            if (!PLACES.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS)) {
                note(harvest, Fact.LIMIT_EXCEEDED);
                return;
            }
            Thread thread = start(() -> parse(file, parser, harvest), done);
            if (!done.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                note(harvest, Fact.LIMIT_EXCEEDED);
                harvest.close();
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            note(harvest, Fact.LIMIT_EXCEEDED);
            Thread.currentThread().interrupt();
        } finally {
            harvest.close();
        }
    }

    private static Thread start(Runnable work, CountDownLatch done) {
        Runnable whole =
                () -> {
                    try {
                        work.run();
                    } finally {
                        PLACES.release();
                        done.countDown();
                    }
                };
        Thread thread = new Thread(null, whole, "signet-file", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void parse(byte[] file, Parser parser, Harvest harvest) {
        try {
            parser.read(file, harvest);
        } catch (Harvest.EndedException e) {
            return; // the harvest knows why
        } catch (OutOfMemoryError e) {
            note(harvest, Fact.LIMIT_EXCEEDED);
        } catch (IOException | RuntimeException | Error e) {
            note(harvest, Fact.PARSER_FAILED); // nothing else is known about a broken file
        }
    }

    private static void note(Harvest harvest, Fact fact) {
        try {
            harvest.fact(fact);
        } catch (Harvest.EndedException e) {
            return; // given up before; that it was is noted
        }
    }
}
