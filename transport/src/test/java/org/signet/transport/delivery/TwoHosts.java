package org.signet.transport.delivery;

import org.signet.testing.TestCa;
import org.signet.transport.dns.Dns;
import org.signet.transport.policy.TlsRules;
import org.signet.transport.smtp.Envelope;
import org.signet.transport.smtp.OutgoingMessage;
import org.signet.transport.smtp.ScriptedServer;
import org.signet.transport.smtp.SmtpClient;
import org.signet.transport.smtp.SmtpSettings;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Two mail hosts on loopback, one.test at 127.0.0.{first} and two.test at the next address, and one
 * mail to bob@test.
 */
final class TwoHosts implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    final ScriptedServer one;
    final ScriptedServer two;
    private final String first;
    private final String second;

    TwoHosts(int firstAddress, TestCa.Identity ofOne, TestCa.Identity ofTwo) throws IOException {
        one = new ScriptedServer(loopback(firstAddress), 0).identity(ofOne);
        two = new ScriptedServer(loopback(firstAddress + 1), one.port()).identity(ofTwo);
        first = "127.0.0." + firstAddress;
        second = "127.0.0." + (firstAddress + 1);
    }

    private static InetAddress loopback(int last) throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    }

    /** Fills in addresses and port: {@code $1}, {@code $2} and {@code $port}. */
    String filled(String line) {
        return line.replace("$1", first)
                .replace("$2", second)
                .replace("$port", String.valueOf(one.port()));
    }

    /** One try; says how the mail went, or with which reason it did not. */
    String deliver(Dns dns, TlsRules rules, boolean laterTry, Destination to) throws IOException {
        SmtpClient client =
                new SmtpClient(
                        new SmtpSettings(
                                "me.test", PATIENCE, PATIENCE, Optional.empty(), Optional.empty()),
                        Clock.systemUTC());
        Envelope.Recipient bob = new Envelope.Recipient("bob@test", Optional.empty());
        byte[] mail = "Subject: x\r\n\r\nhello\r\n".getBytes(StandardCharsets.US_ASCII);
        DeliveryRequest request =
                new DeliveryRequest(
                        "id",
                        to,
                        new Envelope(
                                "a@sender.test", List.of(bob), Optional.empty(), Optional.empty()),
                        OutgoingMessage.of(out -> out.write(mail)),
                        laterTry);
        try (MailDelivery delivery =
                new MailDelivery(
                        dns, client, DeliverySettings.of(one.port(), rules), new Random(1))) {
            return switch (delivery.deliver(request).get(bob)) {
                case Outcome.Delivered delivered ->
                        delivered.tls().level()
                                + " by "
                                + delivered.relay().replaceAll("\\[.*", "");
                case Outcome.Temporary later ->
                        "defer " + later.failure().status() + " " + later.failure().reason().code();
                case Outcome.Permanent never ->
                        "bounce "
                                + never.failure().status()
                                + " "
                                + never.failure().reason().code();
            };
        }
    }

    @Override
    public void close() throws IOException {
        one.close();
        two.close();
    }
}
