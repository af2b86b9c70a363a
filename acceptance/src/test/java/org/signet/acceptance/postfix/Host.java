package org.signet.acceptance.postfix;

import org.signet.sandbox.smtp.Fault;
import org.signet.testing.TestCa;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A receiving host with its address record, its certificate and its TLSA records. */
final class Host {
    /** Places in the chain that a host has been issued, for {@link #tlsa} and {@link #sends}. */
    static final int LEAF = 0;

    static final int ISSUER = 1;
    static final int ROOT = 2;

    private static final TestCa AUTHORITY = TestCa.root("Laboratory Root");
    private static final TestCa ISSUING = AUTHORITY.intermediate("Laboratory Issuing");

    private final Scene scene;
    private final String name;
    private final String address;
    private TestCa.Identity identity;
    private List<X509Certificate> sent;
    private List<String> versions = List.of("TLSv1.3", "TLSv1.2");
    private Behaviour behaviour = Behaviour.WELL;
    private Fault fault = Fault.NONE;

    /** How a host that is not simply well behaves. */
    enum Behaviour {
        WELL,
        /** Nothing listens. */
        DEAD,
        /** No STARTTLS. */
        PLAIN,
        /** Closes the connection in place of a handshake. */
        HANGS_UP_AT_HANDSHAKE,
        /** Sends something that is no TLS in place of a handshake. */
        TALKS_AT_HANDSHAKE,
        /** Has a line follow its reply to STARTTLS in the same packet. */
        INJECTS,
        /** Says 554 to EHLO and to HELO. */
        REFUSES_HELLO,
        /** Knows HELO only. */
        OLD,
        /** Offers only cipher suites without certificate. */
        ANONYMOUS,
        /** Closes the connection when it has heard STARTTLS. */
        HANGS_UP_AT_STARTTLS,
        /** Answers STARTTLS with 502 although it offers it. */
        FORGETS_STARTTLS
    }

    Host(Scene scene, String name, String address) {
        this.scene = scene;
        this.name = name;
        this.address = address;
        this.identity = ISSUING.server(certificateName()).issue();
        this.sent = identity.chain();
        scene.record(name, "A " + address);
    }

    /** Returns the name without the dot at the end. */
    String certificateName() {
        return name.substring(0, name.length() - 1);
    }

    static TestCa issuing() {
        return ISSUING;
    }

    static TestCa authority() {
        return AUTHORITY;
    }

    Scene scene() {
        return scene;
    }

    String name() {
        return name;
    }

    String address() {
        return address;
    }

    TestCa.Identity identity() {
        return identity;
    }

    List<X509Certificate> sent() {
        return sent;
    }

    List<String> versions() {
        return versions;
    }

    Behaviour behaviour() {
        return behaviour;
    }

    Fault fault() {
        return fault;
    }

    Host has(TestCa.Identity other) {
        identity = other;
        sent = other.chain();
        return this;
    }

    /** Sends only these of its chain, in this order. */
    Host sends(int... places) {
        return sends(IntStream.of(places).mapToObj(identity.chain()::get).toList());
    }

    Host sends(List<X509Certificate> chain) {
        sent = chain;
        return this;
    }

    Host speaks(String... tlsVersions) {
        versions = List.of(tlsVersions);
        return this;
    }

    Host is(Behaviour other) {
        behaviour = other;
        return this;
    }

    Host with(Fault other) {
        fault = other;
        return this;
    }

    /** Adds a second address, at which nothing listens; both are tried in random order. */
    Host alsoAt(String otherAddress) {
        scene.record(name, (otherAddress.contains(":") ? "AAAA " : "A ") + otherAddress);
        return this;
    }

    /** Publishes a record for one of the certificates in its chain. */
    Host tlsa(String parameters, int place) {
        return tlsaOf(parameters, identity.chain().get(place));
    }

    Host tlsaOf(String parameters, X509Certificate certificate) {
        return rawTlsa(parameters + " " + association(parameters, certificate));
    }

    /** Publishes a record for a key that this host does not have. */
    Host wrongTlsa(String parameters) {
        return tlsaOf(parameters, TestCa.selfSigned("elsewhere.example").certificate());
    }

    Host rawTlsa(String record) {
        scene.record(tlsaName(), "TLSA " + record);
        return this;
    }

    String tlsaName() {
        return "_25._tcp." + name;
    }

    /** Returns the record data for a certificate: selector, then matching type. */
    static String association(String parameters, X509Certificate certificate) {
        String[] numbers = parameters.split(" ", -1);
        try {
            byte[] selected =
                    numbers[1].equals("0")
                            ? certificate.getEncoded()
                            : certificate.getPublicKey().getEncoded();
            Optional<String> digest =
                    switch (numbers[2]) {
                        case "0" -> Optional.empty();
                        case "1" -> Optional.of("SHA-256");
                        case "2" -> Optional.of("SHA-512");
                        default -> throw new IllegalArgumentException(Arrays.toString(numbers));
                    };
            byte[] data =
                    digest.isEmpty()
                            ? selected
                            : MessageDigest.getInstance(digest.get()).digest(selected);
            return HexFormat.of().formatHex(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
