package org.signet.acceptance;

import org.signet.sandbox.Sandbox;
import org.signet.sandbox.SandboxOptions;
import org.signet.sandbox.SandboxPeople;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** A James with Signet and the small internet around it, all on loopback. */
public final class LocalSignet implements AutoCloseable {
    /** The domain of the people on the local James. */
    public static final String DOMAIN = "signet.test";

    private static final Duration START = Duration.ofMinutes(4);

    /**
     * A James.
     *
     * @param release the release it is of, as in the name of its drop-in jar
     * @param edition what its class path is of: the folder is {@code acceptance/james-<edition>}
     * @param classes what is on its class path besides its own jars; usually nothing
     */
    public record James(String release, String edition, String mainClass, List<Path> classes) {
        /** The memory server of James 3.8. */
        public static final James MEMORY_SERVER_3_8 =
                new James("3.8", "3.8", "org.apache.james.MemoryJamesServerMain", List.of());

        String classPath(Path project) throws IOException {
            Path list = project.resolve("acceptance/james-" + edition + "/target/classpath");
            List<String> all = new ArrayList<>();
            classes.forEach(path -> all.add(path.toString()));
            all.add(Files.readString(list).strip());
            return String.join(File.pathSeparator, all);
        }

        Path jar(Path project) throws IOException {
            Path built =
                    project.resolve("extension")
                            .resolve(System.getProperty("signet.output", "target"));
            try (var jars = Files.newDirectoryStream(built, "signet-james-" + release + "-*.jar")) {
                for (Path jar : jars) {
                    return jar;
                }
            }
            throw new IOException(
                    "No signet-james-" + release + "-*.jar in " + built + "; build first");
        }
    }

    /**
     * What to start.
     *
     * @param project the folder of the project, built
     * @param directory where everything of this run goes; emptied before
     * @param configuration the folder to copy James's configuration from
     * @param james which James
     * @param changes made to the copy of the configuration before James starts
     * @param values system properties besides the usual ones
     */
    public record Setup(
            Path project,
            Path directory,
            Path configuration,
            James james,
            Consumer<ConfFolder> changes,
            Map<String, String> values) {
        /** James 3.8 with the configuration that operators get. */
        public static Setup of(Path project, Path directory) {
            return new Setup(
                    project,
                    directory,
                    project.resolve("james-conf"),
                    James.MEMORY_SERVER_3_8,
                    conf -> {},
                    Map.of());
        }

        public Setup from(Path other) {
            return new Setup(project, directory, other, james, changes, values);
        }

        public Setup with(James other) {
            return new Setup(project, directory, configuration, other, changes, values);
        }

        public Setup with(Consumer<ConfFolder> other) {
            return new Setup(project, directory, configuration, james, other, values);
        }

        public Setup with(Map<String, String> other) {
            return new Setup(project, directory, configuration, james, changes, other);
        }
    }

    private final Sandbox sandbox;
    private final JamesStart start;
    private JamesProcess james;
    private final Ports ports;
    private final Map<String, Person> people = new LinkedHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Path directory;

    /** How James is started, the first time and again. */
    private record JamesStart(
            Path home, String classPath, String mainClass, Map<String, String> values) {
        JamesProcess run() throws IOException {
            return JamesProcess.start(home, classPath, mainClass, values);
        }
    }

    private LocalSignet(Sandbox sandbox, JamesStart start, Ports ports, Path directory)
            throws IOException {
        this.sandbox = sandbox;
        this.start = start;
        this.james = start.run();
        this.ports = ports;
        this.directory = directory;
    }

    /** Starts everything; James may need a while to serve, or may refuse its configuration. */
    public static LocalSignet launch(Setup setup) throws IOException {
        Path directory = setup.directory().toAbsolutePath();
        Folders.delete(directory);
        Path home = Files.createDirectories(directory.resolve("james"));
        ConfFolder conf = ConfFolder.copy(setup.configuration(), home.resolve("conf"));
        writeKeys(conf, directory);
        setup.changes().accept(conf);
        Files.createDirectories(home.resolve("var"));
        Path jar = setup.james().jar(setup.project());
        Files.copy(
                jar,
                Files.createDirectories(home.resolve("extensions-jars"))
                        .resolve(jar.getFileName()));
        Sandbox sandbox = Sandbox.start(SandboxOptions.in(directory.resolve("sandbox")));
        try {
            Ports ports = Ports.free();
            Map<String, String> values = values(sandbox, ports);
            values.putAll(setup.values());
            JamesStart james =
                    new JamesStart(
                            home,
                            setup.james().classPath(setup.project()),
                            setup.james().mainClass(),
                            values);
            return new LocalSignet(sandbox, james, ports, directory);
        } catch (IOException | RuntimeException e) {
            sandbox.close();
            throw e;
        }
    }

    /** Starts everything, makes the people, and returns when all of it answers. */
    public static LocalSignet start(Setup setup) throws Exception {
        LocalSignet signet = launch(setup);
        try {
            signet.awaitServing();
            return signet;
        } catch (Exception e) {
            signet.close();
            throw e;
        }
    }

    /** What differs here from the defaults that the configuration names. */
    private static Map<String, String> values(Sandbox sandbox, Ports ports) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("signet.domain", DOMAIN);
        values.put("signet.listen", "127.0.0.1");
        values.put("signet.tls", "false");
        values.put("signet.smtp.port", Integer.toString(ports.receiving()));
        values.put("signet.submission.port", Integer.toString(ports.submission()));
        values.put("signet.imap.port", Integer.toString(ports.imap()));
        values.put("signet.webadmin.port", Integer.toString(ports.webAdmin()));
        values.put("signet.portal.listen", "127.0.0.1:" + ports.portal());
        values.put("signet.portal.public-url", "http://127.0.0.1:" + ports.portal());
        values.put("signet.dns.servers", "127.0.0.1:" + sandbox.dnsAddress().getPort());
        values.put("signet.dns.trust-anchors", sandbox.trustAnchorFile().toString());
        values.put("signet.delivery.port", Integer.toString(sandbox.smtpPort()));
        values.put("signet.delivery.delays", "2*5 seconds");
        values.put("signet.delivery.retries", "2");
        values.put("signet.delivery.verdict-header", SandboxOptions.VERDICT_HEADER);
        return values;
    }

    /** Alice and Bob sign; the certificate of Carol at dane.test is known here. */
    private static void writeKeys(ConfFolder conf, Path directory) throws IOException {
        Path people = directory.resolve("people");
        SandboxPeople.write(people);
        for (String folder : new String[] {"keys", "certificates"}) {
            try (var files = Files.newDirectoryStream(people.resolve(folder))) {
                for (Path file : files) {
                    conf.add("smime/" + folder + "/" + file.getFileName(), file);
                }
            }
        }
    }

    /** Ends James as a power cut does: at once, and without a chance to put anything away. */
    void cutPower() throws InterruptedException {
        james.kill();
    }

    /** Starts James again on what it left behind. */
    void startAgain() throws Exception {
        james = start.run();
        awaitServing();
    }

    void awaitServing() throws Exception {
        awaitAnswer("WebAdmin", webAdmin()::answers);
        webAdmin().createDomain(DOMAIN);
        for (String name : new String[] {"alice", "bob"}) {
            Person person = Person.withNewPassword(name + "@" + DOMAIN, random);
            webAdmin().createUser(person.address(), person.password());
            people.put(name, person);
        }
        awaitAnswer("the receiving SMTP server", () -> greets(ports.receiving(), "220"));
        awaitAnswer("the submission SMTP server", () -> greets(ports.submission(), "220"));
        awaitAnswer("IMAP", () -> greets(ports.imap(), "* OK"));
        awaitAnswer("the portal", () -> answers(portal()));
    }

    private void awaitAnswer(String what, Callable<Boolean> look) throws Exception {
        Waiting.until(
                what + " to answer; the log is " + james.log(),
                START,
                () -> {
                    Optional<Integer> ended = james.ended();
                    if (ended.isPresent()) {
                        throw new IllegalStateException(
                                "James ended with status %d while starting. The end of %s:%n%s"
                                        .formatted(ended.get(), james.log(), james.logTail(40)));
                    }
                    return look.call();
                });
    }

    private static boolean greets(int port, String greeting) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5000);
            String line =
                    new BufferedReader(
                                    new InputStreamReader(
                                            socket.getInputStream(), StandardCharsets.US_ASCII))
                            .readLine();
            return line != null && line.startsWith(greeting);
        } catch (ConnectException e) {
            return false;
        }
    }

    private static boolean answers(URI page) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.discarding())
                            .statusCode()
                    < 500;
        } catch (ConnectException e) {
            return false;
        }
    }

    public Sandbox sandbox() {
        return sandbox;
    }

    public JamesProcess james() {
        return james;
    }

    public Ports ports() {
        return ports;
    }

    public WebAdmin webAdmin() {
        return new WebAdmin(ports.webAdmin());
    }

    public URI portal() {
        return URI.create("http://127.0.0.1:" + ports.portal() + "/");
    }

    /** The person with the given first name: alice or bob. */
    public Person person(String name) {
        Person person = people.get(name);
        if (person == null) {
            throw new IllegalArgumentException(name + " has no mailbox here");
        }
        return person;
    }

    /** Where everything of this run is: james/, sandbox/, people/. */
    public Path directory() {
        return directory;
    }

    @Override
    public void close() throws IOException {
        james.close();
        sandbox.close();
    }
}
