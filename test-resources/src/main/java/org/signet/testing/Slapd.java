package org.signet.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** OpenLDAP's server on loopback, with people below {@code ou=people,dc=example,dc=org}. */
public final class Slapd implements AutoCloseable {
    public static final String BASE = "ou=people,dc=example,dc=org";
    public static final String ADMIN = "cn=admin,dc=example,dc=org";
    public static final String PASSWORD = "secret";

    private static final Path PROGRAM = Path.of("/usr/sbin/slapd");
    private static final Path ADD = Path.of("/usr/sbin/slapadd");
    private static final Path SCHEMA = Path.of("/etc/ldap/schema/inetorgperson.schema");
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    private final Path folder;
    private final int port;
    private final int tlsPort;
    private final StringBuilder people = new StringBuilder();
    private Process server;
    private int number;

    /**
     * Prepares a server.
     *
     * @param folder an empty one
     * @param identity the server's, for TLS, with an RSA key: GnuTLS reads no EC key as Java writes
     *     it
     */
    @SuppressWarnings("NullAway.Init") // start makes the process.
    public Slapd(Path folder, TestCa.Identity identity) throws IOException {
        this.folder = Files.createDirectories(folder);
        Files.createDirectories(folder.resolve("db"));
        Files.writeString(folder.resolve("server.pem"), identity.chainPem());
        Files.writeString(folder.resolve("server.key"), identity.keyPem());
        Files.writeString(
                folder.resolve("slapd.conf"),
                """
                include /etc/ldap/schema/core.schema
                include /etc/ldap/schema/cosine.schema
                include %1$s
                modulepath /usr/lib/ldap
                moduleload back_mdb
                TLSCertificateFile %2$s/server.pem
                TLSCertificateKeyFile %2$s/server.key
                database mdb
                suffix "dc=example,dc=org"
                rootdn "%3$s"
                rootpw %4$s
                directory %2$s/db
                access to * by users read by anonymous auth
                """
                        .formatted(SCHEMA, folder, ADMIN, PASSWORD));
        List<Integer> ports = freePorts();
        this.port = ports.get(0);
        this.tlsPort = ports.get(1);
        people.append(
                """
                dn: dc=example,dc=org
                objectClass: dcObject
                objectClass: organization
                dc: example
                o: Example

                dn: %s
                objectClass: organizationalUnit
                ou: people

                """
                        .formatted(BASE));
    }

    /** Whether the server is installed, as Debian does it. */
    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAM) && Files.exists(SCHEMA);
    }

    private static List<Integer> freePorts() throws IOException {
        try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket two = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return List.of(one.getLocalPort(), two.getLocalPort());
        }
    }

    /**
     * Adds a person, before the start.
     *
     * @param attribute such as {@code userCertificate;binary}
     */
    public Slapd person(String mail, String attribute, List<byte[]> values) {
        number++;
        people.append("dn: uid=u%d,%s\n".formatted(number, BASE))
                .append("objectClass: inetOrgPerson\ncn: x\nsn: x\nuid: u%d\n".formatted(number))
                .append("mail: %s\n".formatted(mail));
        for (byte[] value : values) {
            people.append(attribute)
                    .append(":: ")
                    .append(Base64.getEncoder().encodeToString(value))
                    .append('\n');
        }
        people.append('\n');
        return this;
    }

    /** Writes the people into the database and starts. */
    public Slapd start() throws Exception {
        Files.writeString(folder.resolve("people.ldif"), people);
        run(ADD.toString(), "-f", "slapd.conf", "-l", "people.ldif");
        startAgain();
        return this;
    }

    /** Starts with what is in the database. */
    public void startAgain() throws Exception {
        server =
                new ProcessBuilder(
                                PROGRAM.toString(),
                                "-f",
                                "slapd.conf",
                                "-h",
                                "ldap://127.0.0.1:%d ldaps://127.0.0.1:%d".formatted(port, tlsPort),
                                "-d",
                                "none")
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
        long end = System.nanoTime() + PATIENCE;
        while (!listens(port) || !listens(tlsPort)) {
            if (!server.isAlive() || System.nanoTime() > end) {
                throw new IOException("slapd: " + Files.readString(folder.resolve("log")));
            }
            Thread.onSpinWait();
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void run(String... command) throws Exception {
        List<String> all = new ArrayList<>(List.of(command));
        Process process =
                new ProcessBuilder(all)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said;
        try (InputStream out = process.getInputStream()) {
            said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (process.waitFor() != 0) {
            throw new IOException(command[0] + ": " + said);
        }
    }

    /** Without TLS, or with StartTLS. */
    public int port() {
        return port;
    }

    /** With TLS from the start. */
    public int tlsPort() {
        return tlsPort;
    }

    public void stop() throws IOException {
        server.destroy();
        try {
            if (!server.waitFor(20, TimeUnit.SECONDS)) {
                server.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("slapd may still run", e);
        }
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
