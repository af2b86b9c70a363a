package org.signet.benchmarks.peers;

import java.io.IOException;
import java.util.List;

/** A mail server whose delivery is measured. */
public interface Peer extends AutoCloseable {
    String name();

    /** Begins to run; returns when mails can be taken. */
    void start() throws IOException, InterruptedException;

    /** Fills the queue with delivery held back. */
    void fill(List<Load> loads) throws IOException, InterruptedException;

    /** Lets delivery begin; returns when it does. */
    void release() throws IOException, InterruptedException;

    /** Seconds of processor time used since {@link #release}. */
    double processorSeconds();

    @Override
    void close() throws IOException;
}
