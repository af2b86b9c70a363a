package org.signet.transport.policy;

import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import javax.net.ssl.SSLContext;

/** A version of TLS, old to new. */
public enum TlsVersion {
    /** Deprecated by RFC 8996; for single destinations that have nothing better. */
    TLS_1_0("1.0", "TLSv1"),
    /** Deprecated by RFC 8996; for single destinations that have nothing better. */
    TLS_1_1("1.1", "TLSv1.1"),
    TLS_1_2("1.2", "TLSv1.2"),
    TLS_1_3("1.3", "TLSv1.3");

    /** The lowest version that is used without an exception. */
    public static final TlsVersion USUAL = TLS_1_2;

    private final String number;
    private final String protocol;

    TlsVersion(String number, String protocol) {
        this.number = number;
        this.protocol = protocol;
    }

    /** Returns the number as operators write it, such as {@code 1.2}. */
    public String number() {
        return number;
    }

    /** Returns the name that Java gives the version, such as {@code TLSv1.2}. */
    public String protocol() {
        return protocol;
    }

    /**
     * Returns the versions that this Java speaks; {@code jdk.tls.disabledAlgorithms} in its {@code
     * java.security} says which it does not.
     */
    public static Set<TlsVersion> spoken() {
        try {
            List<String> protocols =
                    List.of(SSLContext.getDefault().getDefaultSSLParameters().getProtocols());
            return Arrays.stream(values())
                    .filter(version -> protocols.contains(version.protocol))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java cannot do TLS", e);
        }
    }

    static Optional<TlsVersion> of(String number) {
        return Arrays.stream(values()).filter(v -> v.number.equals(number)).findFirst();
    }

    static List<String> numbers() {
        return Arrays.stream(values()).map(TlsVersion::number).toList();
    }

    /** Returns the names of this version and all newer ones, the newest first. */
    public List<String> protocolsFromHere() {
        return Arrays.stream(values())
                .filter(version -> version.compareTo(this) >= 0)
                .map(TlsVersion::protocol)
                .toList()
                .reversed();
    }
}
