package org.signet.acceptance.postfix;

import org.signet.sandbox.mailbox.Mailbox;
import org.signet.sandbox.mailbox.ReceivedMail;
import org.signet.sandbox.mailbox.TlsFacts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Process 1 of the namespaces: sets everything up, has both sides deliver, writes what came out.
 *
 * <p>Arguments: the folder for the result ({@link Outcomes}) and the logs.
 */
final class Laboratory {
    /** A memory file system takes the place of what is here, for these namespaces only. */
    private static final Path PLACE = Path.of("/var/spool/postfix");

    private final Path results;
    private final List<Scene> scenes = Scenes.all();
    private final List<Trial> trials = Trial.of(scenes);
    private final Mailbox mailbox = new Mailbox(new Mailbox.Capacity(10_000, 1L << 28));

    private Laboratory(Path results) {
        this.results = results;
    }

    public static void main(String[] arguments) throws Exception {
        Laboratory laboratory = new Laboratory(Path.of(arguments[0]));
        laboratory.furnish();
        laboratory.work();
        // The name servers and Postfix end with this process, as it is the first.
        System.exit(0);
    }

    private void furnish() throws IOException, InterruptedException {
        Programs.run("ip", "link", "set", "lo", "up");
        Programs.run("mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", PLACE.toString());
        Path resolver =
                Files.writeString(
                        PLACE.resolve("resolv.conf"),
                        "nameserver "
                                + NameServers.RESOLVER
                                + "\noptions trust-ad edns0 timeout:10 attempts:1\n");
        Programs.run("mount", "--bind", resolver.toString(), "/etc/resolv.conf");
    }

    private void work() throws IOException, InterruptedException {
        Path dns = Files.createDirectory(PLACE.resolve("dns"));
        Path mail = Files.createDirectory(PLACE.resolve("mail"));
        Path anchor = NameServers.start(dns, scenes);
        MailServers.start(scenes, mailbox);
        Postfix postfix = Postfix.start(mail);
        try {
            Process signet = startSignet(anchor);
            Map<String, List<Result>> byPostfix = postfix.deliver(trials);
            if (!signet.waitFor(120, TimeUnit.SECONDS) || signet.exitValue() != 0) {
                throw new IOException("Signet's side did not end well; see signet.log");
            }
            Map<String, List<Result>> bySignet = Outcomes.read(results.resolve("signet"));
            Outcomes.write(results.resolve("outcomes"), byPostfix, bySignet, seen());
        } finally {
            postfix.saveLog(results.resolve("postfix.log"));
            for (String log : List.of("knot.log", "unbound.log")) {
                Files.copy(
                        dns.resolve(log),
                        results.resolve(log),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Process startSignet(Path anchor) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Trial trial : trials) {
            lines.add(trial.recipient() + " " + trial.scene().triedTwice());
        }
        Path list = Files.write(results.resolve("trials"), lines);
        return Programs.start(
                results.resolve("signet.log"),
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                SignetSide.class.getName(),
                list.toString(),
                anchor.toString(),
                results.resolve("signet").toString());
    }

    /** Returns one line for each mail that a server took: recipient, client, protection, host. */
    private List<String> seen() {
        List<String> seen = new ArrayList<>();
        for (ReceivedMail mail : mailbox.mails()) {
            String tls =
                    switch (mail.arrival().tls()) {
                        case TlsFacts.Plaintext plain -> "plain";
                        case TlsFacts.Encrypted encrypted -> "encrypted";
                    };
            seen.add(
                    String.join(
                            " ",
                            mail.envelope().addresses().get(0),
                            mail.arrival().ehlo(),
                            tls,
                            mail.arrival().host()));
        }
        return seen;
    }
}
