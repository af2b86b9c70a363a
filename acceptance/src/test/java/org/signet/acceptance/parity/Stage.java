package org.signet.acceptance.parity;

import org.xbill.DNS.Record;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A {@link Case} on one side: its servers, its names, and what its servers were told. */
final class Stage implements AutoCloseable {
    static final String SENDERS = "sender.test";

    private static final int SMTP = 25;

    private final Case what;
    private final Side side;
    private final int number;
    private final Map<String, FakeServer> servers = new LinkedHashMap<>();
    private final List<Dialogue> dialogues = new CopyOnWriteArrayList<>();

    Stage(Case what, Side side, int number) {
        this.what = what;
        this.side = side;
        this.number = number;
    }

    void startServers(Network network) throws IOException {
        for (Map.Entry<String, Script> server : what.servers().entrySet()) {
            boolean low =
                    what.zone().stream()
                            .anyMatch(
                                    line ->
                                            line.data()
                                                    .equals("{" + server.getKey() + ".address}"));
            InetAddress address = low ? network.newAddress() : InetAddress.getLoopbackAddress();
            servers.put(
                    server.getKey(),
                    FakeServer.start(
                            server.getKey(),
                            server.getValue(),
                            new InetSocketAddress(address, low ? SMTP : 0),
                            dialogues));
        }
    }

    Case what() {
        return what;
    }

    Side side() {
        return side;
    }

    List<Dialogue> dialogues() {
        return dialogues;
    }

    /** The tries to send a mail, in order; a connection may have served for several. */
    List<Dialogue.Attempt> attempts() {
        return dialogues.stream()
                .flatMap(dialogue -> dialogue.attempts().stream())
                .sorted(Comparator.comparing(Dialogue.Attempt::begin))
                .toList();
    }

    /** The name of its processor and queue, the local part of its sender, its mark in headers. */
    String token() {
        return "c" + number + "-" + side.mark;
    }

    String domain() {
        return token() + ".test";
    }

    String sender() {
        return token() + "@" + SENDERS;
    }

    List<String> recipients() {
        return what.recipients().stream()
                .map(this::filled)
                .map(address -> address.contains("@") ? address : address + "@" + domain())
                .toList();
    }

    List<Record> records() {
        List<Record> records = new ArrayList<>();
        for (Case.Line line : what.zone()) {
            String owner = line.owner().isEmpty() ? domain() : line.owner() + "." + domain();
            records.add(Network.record(owner, line.type(), filled(line.data())));
        }
        return records;
    }

    /** Puts this side's names in place of {@code {domain}}, {@code {mx}} and the like. */
    String filled(String text) {
        String result =
                text.replace("{domain}", domain())
                        .replace("{DOMAIN}", domain().toUpperCase(Locale.ROOT))
                        .replace("{case}", token());
        for (Map.Entry<String, FakeServer> server : servers.entrySet()) {
            String address = server.getValue().address().getHostAddress();
            int port = server.getValue().port();
            String label = server.getKey();
            result =
                    result.replace("{" + label + "}", address + ":" + port)
                            .replace("{" + label + ".address}", address)
                            .replace("{" + label + ".port}", Integer.toString(port));
        }
        return result;
    }

    /** The reverse, so that what one side shows can be compared with what the other does. */
    String neutral(String text) {
        String result = text;
        for (Map.Entry<String, FakeServer> server : servers.entrySet()) {
            String address = server.getValue().address().getHostAddress();
            int port = server.getValue().port();
            String label = "{" + server.getKey() + "}";
            result =
                    result.replaceAll("[\\w.{}-]*\\[" + address + "]:" + port, "SERVER")
                            .replace(address + ":" + port, label)
                            .replace(address + ", port: " + port, label);
            if (!address.equals("127.0.0.1")) {
                result = result.replace(address, label);
            }
            result = result.replaceAll("\\b" + port + "\\b(?!-)", port == SMTP ? "25" : "PORT");
        }
        return result.replace(domain(), "{domain}")
                .replace(domain().toUpperCase(Locale.ROOT), "{DOMAIN}")
                .replace(sender(), "{sender}")
                .replace(token(), "{case}")
                .replaceAll("[0-9a-f]{64}", "DIGEST")
                .replaceAll("Mail\\d{10,}-[0-9a-f-]{36}", "NAME")
                .replaceAll("[0-9a-f-]+(?=-to-\\S+-!\\d+)", "CUT")
                .replaceAll("-!\\d+", "-COPY");
    }

    @Override
    public void close() throws IOException {
        for (FakeServer server : servers.values()) {
            server.close();
        }
    }
}
