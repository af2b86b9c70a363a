package org.signet.transport.smtp;

import org.signet.testing.TestCa;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** An SMTP server on loopback that behaves as a test says, and writes down what it saw. */
public final class ScriptedServer implements AutoCloseable {
    /** How the server misbehaves. */
    public enum Fault {
        NO_STARTTLS,
        REFUSE_STARTTLS,
        DROP_AFTER_STARTTLS,
        INJECT_AFTER_STARTTLS,
        GARBAGE_AS_HANDSHAKE,
        SILENT_AS_HANDSHAKE,
        SILENT,
        TRICKLE_GREETING,
        ENDLESS_REPLY,
        NO_PIPELINING,
        NO_8BITMIME,
        NO_ESMTP,
        DROP_BEFORE_LAST_REPLY,
        DATA_WITHOUT_RECIPIENTS,
        IMPLICIT_TLS,
        /** Has no AUTH over TLS, whatever it said before. */
        NO_AUTH_AFTER_TLS,
        /** Says nothing in later transactions before it has the whole content. */
        SILENT_UNTIL_CONTENT,
        /** Takes a chunk although there is no recipient. */
        CHUNK_WITHOUT_RECIPIENTS,
        /** Gives the replies of the test to commands of the first transaction only. */
        ONLY_IN_FIRST_TRANSACTION,
        /** Breaks the handshake off with a TLS alert. */
        TLS_ALERT,
        /** Sends every octet of a reply by itself. */
        SPLIT_REPLIES,
        /** Resets the connection when it has the content. */
        RESET_AFTER_CONTENT,
        SILENT_AFTER_CONTENT,
        /** Closes the connection when it has begun to read the content. */
        CLOSE_IN_CONTENT,
        /** Stops reading when the content begins. */
        DEAF_IN_CONTENT,
        /** Does not keep the content. */
        DISCARD_CONTENT,
        /** Closes the connection when the first message is done. */
        CLOSE_AFTER_MESSAGE
    }

    /** What happened in one connection. */
    public static final class Visit {
        public final List<String> commands = Collections.synchronizedList(new ArrayList<>());
        public volatile boolean tls;
        public volatile String sni = "";
        public volatile byte[] message = new byte[0];
        public final List<byte[]> messages = Collections.synchronizedList(new ArrayList<>());
        public final CountDownLatch over = new CountDownLatch(1);

        public String text() {
            return new String(message, StandardCharsets.ISO_8859_1);
        }
    }

    private final ServerSocket listener;
    private final Thread accepting;
    private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
    private final Map<String, String> replies = new LinkedHashMap<>();
    private final List<Visit> visits = Collections.synchronizedList(new ArrayList<>());
    private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch done = new CountDownLatch(1);
    private TestCa.Identity identity;
    private SSLContext context;
    private String extraExtensions = "";

    public ScriptedServer() throws IOException {
        this(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
    }

    public ScriptedServer(InetAddress address, int port) throws IOException {
        listener = new ServerSocket();
        listener.bind(new InetSocketAddress(address, port));
        accepting = Thread.ofVirtual().start(this::accept);
    }

    public synchronized ScriptedServer identity(TestCa.Identity shown) {
        identity = shown;
        context = null;
        return this;
    }

    public ScriptedServer fault(Fault... some) {
        faults.addAll(List.of(some));
        return this;
    }

    public ScriptedServer extensions(String lines) {
        extraExtensions = lines;
        return this;
    }

    /** Answers a command that begins like this with a reply of its own. */
    public ScriptedServer reply(String commandStart, String reply) {
        replies.put(commandStart, reply);
        return this;
    }

    public int port() {
        return listener.getLocalPort();
    }

    public InetAddress address() {
        return listener.getInetAddress();
    }

    public List<Visit> visits() {
        return List.copyOf(visits);
    }

    /** Waits until the last connection has ended, and returns it. */
    public Visit lastVisit() throws InterruptedException {
        Visit visit = visits.get(visits.size() - 1);
        if (!visit.over.await(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The connection did not end");
        }
        return visit;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                Visit visit = new Visit();
                visits.add(visit);
                Thread.ofVirtual().start(() -> serve(socket, visit));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket, Visit visit) {
        try (socket) {
            new Talk(socket, visit).run();
        } catch (Exception e) {
            visit.commands.add("(" + e.getClass().getSimpleName() + ")");
        } finally {
            visit.over.countDown();
        }
    }

    /** CR LF dot CR LF. */
    private static final long END = 0x0d0a2e0d0aL;

    /** Dot CR LF. */
    private static final long EMPTY = 0x2e0d0aL;

    private final class Talk {
        private final Socket raw;
        private final Visit visit;
        private InputStream in;
        private OutputStream out;
        private final StringBuilder held = new StringBuilder();
        private boolean holding;
        private int recipients;

        Talk(Socket raw, Visit visit) throws IOException {
            this.raw = raw;
            this.visit = visit;
            this.in = raw.getInputStream();
            this.out = raw.getOutputStream();
        }

        void run() throws Exception {
            if (faults.contains(Fault.SILENT)) {
                in.read();
                return;
            }
            if (faults.contains(Fault.TRICKLE_GREETING)) {
                trickle();
                return;
            }
            if (faults.contains(Fault.IMPLICIT_TLS)) {
                handshake();
            }
            say(replies.getOrDefault("(greeting)", "220 mx.example ESMTP"));
            for (String line = line(); line != null; line = line()) {
                visit.commands.add(line);
                if (!answer(line)) {
                    return;
                }
            }
        }

        private void trickle() throws Exception {
            for (int i = 0; i < 10_000; i++) {
                out.write('2');
                out.flush();
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }

        private boolean answer(String line) throws Exception {
            String verb = line.split("[ :]", 2)[0];
            if (verb.equals("MAIL")) {
                recipients = 0;
                holding = faults.contains(Fault.SILENT_UNTIL_CONTENT) && !visit.messages.isEmpty();
            }
            if (verb.equals("EHLO") && visit.tls && faults.contains(Fault.NO_AUTH_AFTER_TLS)) {
                return say("250 mx.example");
            }
            for (Map.Entry<String, String> reply : replies.entrySet()) {
                boolean later =
                        faults.contains(Fault.ONLY_IN_FIRST_TRANSACTION)
                                && !visit.messages.isEmpty();
                if (line.startsWith(reply.getKey()) && !later) {
                    if (verb.equals("BDAT")) {
                        in.readNBytes(Integer.parseInt(line.split(" ", -1)[1]));
                    }
                    if (verb.equals("RCPT") && reply.getValue().startsWith("2")) {
                        recipients++;
                    }
                    say(reply.getValue());
                    return !reply.getValue().startsWith("421");
                }
            }
            return switch (verb) {
                case "EHLO" -> say(ehlo());
                case "STARTTLS" -> startTls();
                case "RCPT" -> {
                    recipients++;
                    yield say("250 2.1.5 ok");
                }
                case "DATA" -> data();
                case "BDAT" -> chunk(line);
                case "." -> say("554 5.5.1 no recipients");
                case "QUIT" -> {
                    say("221 bye");
                    yield false;
                }
                default -> say("250 2.1.0 ok");
            };
        }

        private String ehlo() {
            if (faults.contains(Fault.NO_ESMTP)) {
                return "502 5.5.1 unknown";
            }
            if (faults.contains(Fault.ENDLESS_REPLY)) {
                return "250-more\r\n".repeat(100_000) + "250 end";
            }
            StringBuilder lines = new StringBuilder("250-mx.example\r\n");
            if (!faults.contains(Fault.NO_STARTTLS) && !visit.tls) {
                lines.append("250-STARTTLS\r\n");
            }
            if (!faults.contains(Fault.NO_PIPELINING)) {
                lines.append("250-PIPELINING\r\n");
            }
            if (!faults.contains(Fault.NO_8BITMIME)) {
                lines.append("250-8BITMIME\r\n");
            }
            return lines.append(extraExtensions).append("250 ENHANCEDSTATUSCODES").toString();
        }

        private boolean startTls() throws Exception {
            if (faults.contains(Fault.REFUSE_STARTTLS)) {
                return say("454 4.7.0 TLS not available");
            }
            // what is injected would be the answer to EHLO, and take messages of one octet only
            say(
                    faults.contains(Fault.INJECT_AFTER_STARTTLS)
                            ? "220 go\r\n250-injected\r\n250 SIZE 1"
                            : "220 2.0.0 go");
            if (faults.contains(Fault.DROP_AFTER_STARTTLS)) {
                return false;
            }
            if (faults.contains(Fault.GARBAGE_AS_HANDSHAKE)) {
                in.read();
                return say("this is no TLS at all");
            }
            if (faults.contains(Fault.TLS_ALERT)) {
                in.read();
                out.write(new byte[] {0x15, 3, 3, 0, 2, 2, 40});
                out.flush();
                return false;
            }
            if (faults.contains(Fault.SILENT_AS_HANDSHAKE)) {
                in.transferTo(OutputStream.nullOutputStream());
                return false;
            }
            return handshake();
        }

        private boolean handshake() throws Exception {
            SSLSocket tls =
                    (SSLSocket)
                            context()
                                    .getSocketFactory()
                                    .createSocket(raw, null, raw.getPort(), false);
            tls.setUseClientMode(false);
            tls.startHandshake();
            if (tls.getSession() instanceof ExtendedSSLSession session) {
                session.getRequestedServerNames()
                        .forEach(
                                name ->
                                        visit.sni =
                                                new String(
                                                        name.getEncoded(),
                                                        StandardCharsets.US_ASCII));
            }
            visit.tls = true;
            in = tls.getInputStream();
            out = tls.getOutputStream();
            return true;
        }

        private boolean data() throws IOException {
            if (recipients == 0 && !faults.contains(Fault.DATA_WITHOUT_RECIPIENTS)) {
                return say("503 5.5.1 no valid recipients");
            }
            say("354 go ahead");
            if (isContentLeft()) {
                return false;
            }
            if (faults.contains(Fault.DISCARD_CONTENT)) {
                return discard();
            }
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            long lastOctets = 0;
            while (lastOctets != END && !(all.size() == 3 && lastOctets == EMPTY)) {
                int octet = in.read();
                if (octet < 0) {
                    visit.message = all.toByteArray();
                    visit.commands.add("(cut off in DATA)");
                    return false;
                }
                all.write(octet);
                lastOctets = ((lastOctets << 8) | octet) & 0xffffffffffL;
            }
            return end(all.toByteArray());
        }

        private boolean discard() throws IOException {
            byte[] octets = new byte[64 * 1024];
            long lastOctets = 0;
            while (lastOctets != END) {
                int length = in.read(octets);
                if (length < 0) {
                    return false;
                }
                for (int i = Math.max(0, length - 5); i < length; i++) {
                    lastOctets = ((lastOctets << 8) | (octets[i] & 0xff)) & 0xffffffffffL;
                }
            }
            return end(new byte[0]);
        }

        private boolean chunk(String line) throws IOException {
            String[] words = line.split(" ", -1);
            int promised = Integer.parseInt(words[1]);
            if (isContentLeft()) {
                return false;
            }
            if (faults.contains(Fault.DISCARD_CONTENT)) {
                in.skipNBytes(promised);
                return end(new byte[0]);
            }
            byte[] content = in.readNBytes(promised);
            if (content.length < promised) {
                visit.message = content;
                visit.commands.add("(cut off in BDAT)");
                return false;
            }
            if (recipients == 0 && !faults.contains(Fault.CHUNK_WITHOUT_RECIPIENTS)) {
                return say("503 5.5.1 no valid recipients");
            }
            return end(content);
        }

        private boolean isContentLeft() throws IOException {
            if (faults.contains(Fault.DEAF_IN_CONTENT)) {
                try {
                    done.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return true;
            }
            return faults.contains(Fault.CLOSE_IN_CONTENT) && in.readNBytes(1000).length == 1000;
        }

        private boolean end(byte[] content) throws IOException {
            visit.message = content;
            visit.messages.add(content);
            holding = false;
            if (faults.contains(Fault.DROP_BEFORE_LAST_REPLY)) {
                return false;
            }
            if (faults.contains(Fault.RESET_AFTER_CONTENT)) {
                raw.setSoLinger(true, 0);
                raw.close();
                return false;
            }
            if (faults.contains(Fault.SILENT_AFTER_CONTENT)) {
                in.transferTo(OutputStream.nullOutputStream());
                return false;
            }
            say(replies.getOrDefault("(end)", "250 2.0.0 queued"));
            return !faults.contains(Fault.CLOSE_AFTER_MESSAGE);
        }

        private boolean say(String text) throws IOException {
            held.append(text).append("\r\n");
            if (!holding) {
                byte[] octets = held.toString().getBytes(StandardCharsets.ISO_8859_1);
                int step = faults.contains(Fault.SPLIT_REPLIES) ? 1 : octets.length;
                for (int i = 0; i < octets.length; i += step) {
                    out.write(octets, i, step);
                    out.flush();
                }
                held.setLength(0);
            }
            return true;
        }

        private String line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                if (octet == '\n') {
                    return line.toString(StandardCharsets.UTF_8).stripTrailing();
                }
                line.write(octet);
            }
            return null;
        }
    }

    /** One context as long as the certificate is the same, so that sessions can be resumed. */
    private synchronized SSLContext context() throws Exception {
        if (context == null) {
            context = context(identity);
        }
        return context;
    }

    private static SSLContext context(TestCa.Identity identity) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        char[] password = "test".toCharArray();
        store.setKeyEntry(
                "server",
                identity.key(),
                password,
                identity.chain().toArray(X509Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    @Override
    public void close() throws IOException {
        done.countDown();
        listener.close();
        try {
            // The port is only closed when nobody accepts any more.
            accepting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Socket socket : List.copyOf(sockets)) {
            socket.close();
        }
    }
}
