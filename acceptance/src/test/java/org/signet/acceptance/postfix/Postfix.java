package org.signet.acceptance.postfix;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An instance of Postfix of its own, that mail is submitted to and whose log is read. */
final class Postfix {
    /** Its name in EHLO. */
    static final String NAME = "postfix.sender.test";

    /** Where it takes mail from us. */
    private static final int SUBMISSION = 2500;

    /** A service for mail that it does not survive. */
    private static final String ENDING = "ending";

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path folder;

    private Postfix(Path folder) {
        this.folder = folder;
    }

    static Postfix start(Path folder) throws IOException, InterruptedException {
        Postfix postfix = new Postfix(folder);
        Files.createDirectories(folder.resolve("conf"));
        Files.createDirectories(folder.resolve("queue"));
        Programs.run("install", "-d", "-o", "postfix", folder.resolve("data").toString());
        Files.writeString(folder.resolve("conf/main.cf"), postfix.main());
        Files.writeString(folder.resolve("conf/master.cf"), master());
        Programs.start(folder.resolve("postfix.log"), "postfix", "-c", postfix.conf(), "start-fg");
        Programs.awaitListening("127.0.0.1", SUBMISSION);
        return postfix;
    }

    private String conf() {
        return folder.resolve("conf").toString();
    }

    private Path log() {
        return folder.resolve("mail.log");
    }

    private String main() {
        return """
        compatibility_level = 3.6
        queue_directory = %1$s/queue
        data_directory = %1$s/data
        maillog_file = %1$s/mail.log
        maillog_file_prefixes = %1$s
        meta_directory = /etc/postfix
        myhostname = %2$s
        mydestination =
        alias_maps =
        alias_database =
        inet_interfaces = 127.0.0.1
        smtp_bind_address =
        mynetworks = 127.0.0.0/8
        smtpd_relay_restrictions = permit_mynetworks, reject
        smtpd_peername_lookup = no
        in_flow_delay = 0s
        smtp_dns_support_level = dnssec
        smtp_host_lookup = dns
        smtp_tls_loglevel = 2
        # A second try, asked for below, may come this soon and still count as a later one.
        minimal_backoff_time = 1s
        queue_run_delay = 1000s
        # What is sent back to the sender goes nowhere.
        transport_maps = inline:{ sender.test=discard: }
        sender_dependent_default_transport_maps = inline:{ %3$s }
        """
                .formatted(folder, NAME, transports());
    }

    /** The sender chooses the service. */
    private static String transports() {
        return services()
                .map(service -> service + "@sender.test=" + service + ":")
                .collect(Collectors.joining(", "));
    }

    private static Stream<String> services() {
        return Stream.concat(Arrays.stream(Way.values()).map(Way::word), Stream.of(ENDING));
    }

    private static String service(Trial trial) {
        return trial.scene().endsPostfix() ? ENDING : trial.way().word();
    }

    private static String master() {
        String smtp =
                services()
                        .map(service -> service + " unix - - n - 30 smtp " + options(service))
                        .collect(Collectors.joining("\n"));
        return """
        127.0.0.1:%d inet n - n - - smtpd
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        tlsmgr unix - - n 1000? 1 tlsmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        verify unix - - n - 1 verify
        flush unix n - n 1000? 0 flush
        proxymap unix - - n - - proxymap
        %s
        error unix - - n - - error
        retry unix - - n - - error
        discard unix - - n - - discard
        anvil unix - - n - 1 anvil
        scache unix - - n - 1 scache
        postlog unix-dgram n - n - 1 postlogd
        """
                .formatted(SUBMISSION, smtp);
    }

    private static String options(String service) {
        return Arrays.stream(Way.values())
                .filter(way -> way.word().equals(service))
                .findFirst()
                .orElse(Way.DANE)
                .postfix();
    }

    /** Submits all mails, waits, and returns the tries made for each recipient, in order. */
    Map<String, List<Result>> deliver(List<Trial> trials) throws IOException, InterruptedException {
        Map<String, String> ids = submit(trials);
        await(ids.keySet(), 1);
        Map<String, List<Result>> first = tries();
        List<String> again =
                trials.stream()
                        .filter(trial -> trial.scene().triedTwice())
                        .map(Trial::recipient)
                        .filter(to -> first.get(to).get(0).status().equals("deferred"))
                        .toList();
        // Longer than minimal_backoff_time, as Postfix counts from when it first took the mail.
        Thread.sleep(1100);
        for (String recipient : again) {
            Programs.run("postqueue", "-c", conf(), "-i", ids.get(recipient));
        }
        await(again, 2);
        return tries();
    }

    private Map<String, String> submit(List<Trial> trials) throws IOException {
        Map<String, String> ids = new HashMap<>();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SUBMISSION)) {
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII));
            expect(in, '2');
            say(socket, "HELO laboratory.test");
            expect(in, '2');
            for (Trial trial : trials) {
                say(socket, "MAIL FROM:<" + service(trial) + "@sender.test>");
                expect(in, '2');
                say(socket, "RCPT TO:<" + trial.recipient() + ">");
                expect(in, '2');
                say(socket, "DATA");
                expect(in, '3');
                say(socket, "Subject: " + trial + "\r\n\r\nhello\r\n.");
                String queued = expect(in, '2');
                ids.put(trial.recipient(), queued.substring(queued.lastIndexOf(' ') + 1));
            }
        }
        return ids;
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static String expect(BufferedReader in, char wanted) throws IOException {
        String line = in.readLine();
        if (line == null || line.charAt(0) != wanted) {
            throw new IOException("Postfix said " + line);
        }
        return line;
    }

    private void await(Collection<String> recipients, int tries) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Map<String, List<Result>> seen = tries();
            List<String> missing =
                    recipients.stream()
                            .filter(to -> seen.getOrDefault(to, List.of()).size() < tries)
                            .toList();
            if (missing.isEmpty()) {
                return;
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Postfix has not tried " + missing);
            }
            Thread.sleep(300);
        }
    }

    private Map<String, List<Result>> tries() {
        try {
            return PostfixLog.tries(Files.readAllLines(log(), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies the log to where it outlives the laboratory. */
    void saveLog(Path to) throws IOException {
        Files.copy(log(), to, StandardCopyOption.REPLACE_EXISTING);
    }
}
