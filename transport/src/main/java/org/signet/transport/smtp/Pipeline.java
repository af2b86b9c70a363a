package org.signet.transport.smtp;

import org.signet.transport.policy.Reason;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Commands on their way and who waits for the reply to each, in order (RFC 2920 §3.1).
 *
 * <p>The number of commands without a reply is bounded. RFC 2920 §3.1 warns of a deadlock where
 * both sides write and neither reads; the replies to so few commands fit into the buffers of the
 * network, so that the server is never kept from reading on. A server without PIPELINING gets one
 * command at a time.
 */
final class Pipeline {
    private static final int WINDOW = 64;

    /** Takes the reply to a command. */
    interface Listener {
        void hear(SmtpReply reply) throws SmtpException;
    }

    private record Waiting(Listener listener, Duration patience) {}

    private final Wire wire;
    private final Duration patience;
    private final int window;
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    Pipeline(Wire wire, Duration patience, boolean pipelining) {
        this.wire = wire;
        this.patience = patience;
        this.window = pipelining ? WINDOW : 1;
    }

    /** Sends a command, at once or together with those that follow. */
    void say(String command, Listener listener) throws SmtpException {
        hearAllBut(window - 1);
        wire.put(command);
        expect(listener, patience);
        if (window == 1) {
            hearAll();
        }
    }

    /** Lets somebody wait for a reply to what is on the wire already. */
    void expect(Listener listener, Duration allowed) {
        waiting.add(new Waiting(listener, allowed));
    }

    /** Reads all replies that are missing. */
    void hearAll() throws SmtpException {
        hearAllBut(0);
    }

    private void hearAllBut(int missing) throws SmtpException {
        while (waiting.size() > missing) {
            Waiting first = waiting.remove();
            SmtpReply reply = wire.read(first.patience());
            if (reply.isClosing()) {
                throw new SmtpException(Reason.SERVER_CLOSING, reply.text(), Optional.of(reply));
            }
            first.listener().hear(reply);
        }
    }
}
