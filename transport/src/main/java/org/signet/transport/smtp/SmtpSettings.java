package org.signet.transport.smtp;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * How this client behaves.
 *
 * @param heloName the name it gives itself
 * @param connectTimeout how long a connection may take to be made
 * @param timeout how long the other side may take for one step
 * @param finalTimeout how long it may take to answer when it has the whole message; RFC 5321
 *     §4.5.3.2.6 asks for 10 minutes, since to give up early is to deliver twice
 * @param bind the local address to connect from
 * @param verdictHeader the name of a header field that tells the receiver how the message came
 * @param roots the authorities that vouch for servers where a policy is to verify names
 * @param credentials what a gateway is shown
 */
public record SmtpSettings(
        String heloName,
        Duration connectTimeout,
        Duration timeout,
        Duration finalTimeout,
        Optional<InetAddress> bind,
        Optional<String> verdictHeader,
        TrustRoots roots,
        Optional<Credentials> credentials) {
    private static final int SLOWEST = 1000;

    public SmtpSettings {
        if (!heloName.matches("[A-Za-z0-9.:_\\[\\]-]{1,255}")) {
            throw new IllegalArgumentException("'" + heloName + "' is no name for EHLO");
        }
        verdictHeader.ifPresent(
                name -> {
                    if (!name.matches("[A-Za-z0-9-]{1,60}")) {
                        throw new IllegalArgumentException(
                                "'" + name + "' is no name of a header field");
                    }
                });
    }

    /** The same patience for every step. */
    public SmtpSettings(
            String heloName,
            Duration connectTimeout,
            Duration timeout,
            Optional<InetAddress> bind,
            Optional<String> verdictHeader) {
        this(
                heloName,
                connectTimeout,
                timeout,
                timeout,
                bind,
                verdictHeader,
                TrustRoots.ofPlatform(),
                Optional.empty());
    }

    /** As these, but with another patience for the last reply. */
    public SmtpSettings withFinalTimeout(Duration other) {
        return new SmtpSettings(
                heloName, connectTimeout, timeout, other, bind, verdictHeader, roots, credentials);
    }

    /** As these, but with other authorities. */
    public SmtpSettings withRoots(TrustRoots others) {
        return new SmtpSettings(
                heloName,
                connectTimeout,
                timeout,
                finalTimeout,
                bind,
                verdictHeader,
                others,
                credentials);
    }

    /** As these, for a gateway that wants to know who comes. */
    public SmtpSettings withCredentials(Credentials shown) {
        return new SmtpSettings(
                heloName,
                connectTimeout,
                timeout,
                finalTimeout,
                bind,
                verdictHeader,
                roots,
                Optional.of(shown));
    }

    /**
     * How long a whole dialogue may take, however busy the server makes itself: ten steps, the last
     * reply, and the content at {@value #SLOWEST} octets a second.
     */
    Duration mostTime(long octets) {
        return timeout.multipliedBy(10).plus(finalTimeout).plusSeconds(octets / SLOWEST);
    }

    /** Returns the header field that tells how the message came, or nothing. */
    String verdictField(TlsFacts tls, Target target) {
        return verdictHeader
                .map(
                        name ->
                                name
                                        + ": "
                                        + tls.summary()
                                        + target.host().map(host -> "; mx=" + host).orElse("")
                                        + "\r\n")
                .orElse("");
    }
}
