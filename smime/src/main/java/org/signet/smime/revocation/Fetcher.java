package org.signet.smime.revocation;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks a web server, once, without following it elsewhere.
 *
 * <p>The JDK's own client looks names up by itself, so that a name could have a public address when
 * it is checked and another when it is connected to. Here the address that was checked is the one
 * that is connected to.
 */
final class Fetcher {
    private static final int MOST_AT_A_TIME = 16;

    private final Reach reach;
    private final Duration timeout;
    private final Semaphore room = new Semaphore(MOST_AT_A_TIME);

    Fetcher(RevocationSettings settings) {
        this.reach = new Reach(settings.trustedHosts());
        this.timeout = settings.timeout();
    }

    /** What to ask. */
    static final class Question {
        private final String method;
        private final List<String> fields;
        private final byte[] body;

        private Question(String method, List<String> fields, byte[] body) {
            this.method = method;
            this.fields = fields;
            this.body = body;
        }

        static Question get() {
            return new Question("GET", List.of(), new byte[0]);
        }

        static Question post(String type, byte[] body) {
            return new Question(
                    "POST",
                    List.of("Content-Type: " + type, "Content-Length: " + body.length),
                    body.clone());
        }
    }

    /**
     * Asks.
     *
     * @throws IOException if there is no answer in time, or none that may be used; the message says
     *     why in words
     */
    byte[] fetch(String url, Question question, int mostBytes) throws IOException {
        Optional<Reach.Place> place = reach.place(url);
        if (place.isEmpty()) {
            throw new IOException(
                    "it is not asked: only http on port 80 is, or a host that is configured");
        }
        long end = System.nanoTime() + timeout.toNanos();
        try {
            if (!room.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("too many others are being asked");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("asking was interrupted", e);
        }
        try {
            return exchange(place.get(), question, mostBytes, end);
        } catch (SocketTimeoutException e) {
            throw new IOException(
                    "there was no complete answer in " + timeout.toSeconds() + " s", e);
        } finally {
            room.release();
        }
    }

    private byte[] exchange(Reach.Place place, Question question, int mostBytes, long end)
            throws IOException {
        InetAddress address = address(place, end);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, place.port()), left(end));
            OutputStream out = socket.getOutputStream();
            out.write(head(place, question).getBytes(StandardCharsets.US_ASCII));
            out.write(question.body);
            out.flush();
            return HttpAnswer.body(new BufferedInputStream(new Deadline(socket, end)), mostBytes);
        }
    }

    private static String head(Reach.Place place, Question question) {
        StringBuilder head = new StringBuilder();
        head.append(question.method).append(' ').append(place.target()).append(" HTTP/1.1\r\n");
        head.append("Host: ").append(place.authority()).append("\r\n");
        question.fields.forEach(field -> head.append(field).append("\r\n"));
        return head.append("User-Agent: Signet\r\nAccept-Encoding: identity\r\n")
                .append("Connection: close\r\n\r\n")
                .toString();
    }

    /** The JDK's look-up has no limit of time, so that it is left behind when it takes too long. */
    private static InetAddress address(Reach.Place place, long end) throws IOException {
        CompletableFuture<InetAddress[]> found = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                found.complete(InetAddress.getAllByName(place.host()));
                            } catch (IOException | RuntimeException e) {
                                found.completeExceptionally(e);
                            }
                        });
        InetAddress[] all;
        try {
            all = found.get(left(end), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException("its name has no address", e);
        } catch (TimeoutException e) {
            throw new SocketTimeoutException("the look-up of its name took too long");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("asking was interrupted", e);
        }
        for (InetAddress address : all) {
            if (place.anyAddress() || Reach.isPublic(address)) {
                return address;
            }
        }
        throw new IOException("it is not asked: its address is not public");
    }

    private static int left(long end) throws SocketTimeoutException {
        long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (millis <= 0) {
            throw new SocketTimeoutException("time is over");
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }

    /** Lets all reading together end in time, also where each byte comes soon after the last. */
    private static final class Deadline extends FilterInputStream {
        private final Socket socket;
        private final long end;

        Deadline(Socket socket, long end) throws IOException {
            super(socket.getInputStream());
            this.socket = socket;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            socket.setSoTimeout(left(end));
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            socket.setSoTimeout(left(end));
            return super.read(bytes, offset, length);
        }
    }
}
