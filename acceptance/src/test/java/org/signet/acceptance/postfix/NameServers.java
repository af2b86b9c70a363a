package org.signet.acceptance.postfix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The zones of all scenes, signed and served by Knot and resolved by Unbound. */
final class NameServers {
    /** Where Unbound answers. */
    static final String RESOLVER = "127.0.0.1";

    private static final String AUTHORITY = "127.0.0.2";
    private static final int PORT = 53;

    private final Path folder;
    private final List<Scene> scenes;
    private final Map<Zone, List<String>> delegations = new EnumMap<>(Zone.class);

    private NameServers(Path folder, List<Scene> scenes) {
        this.folder = folder;
        this.scenes = scenes;
    }

    /** Signs, starts both servers, and returns the file of the root's trust anchor. */
    static Path start(Path folder, List<Scene> scenes) throws IOException, InterruptedException {
        NameServers servers = new NameServers(folder, scenes);
        for (String each : List.of("zones", "signed", "keys", "run")) {
            Files.createDirectories(folder.resolve(each));
        }
        servers.sign();
        servers.serve();
        return servers.resolve();
    }

    private void sign() throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder(common() + policies());
        for (Zone zone : Zone.values()) {
            if (zone.signing() != Zone.Signing.NONE) {
                text.append("  - domain: ")
                        .append(zone.apex())
                        .append("\n    storage: ")
                        .append(folder.resolve("zones"))
                        .append("\n    file: ")
                        .append(zone.fileName())
                        .append("\n    dnssec-signing: on\n    dnssec-policy: ")
                        .append(zone.signing())
                        .append('\n');
            }
        }
        Path configuration = write("sign.conf", text.toString());
        // Those below come first, as their keys are named above.
        for (Zone zone : Arrays.asList(Zone.values()).reversed()) {
            sign(zone, configuration);
        }
    }

    private static String policies() {
        StringBuilder text = new StringBuilder("policy:\n");
        for (Zone.Signing signing : Zone.Signing.values()) {
            if (signing != Zone.Signing.NONE) {
                text.append("  - id: ")
                        .append(signing)
                        .append("\n    single-type-signing: on\n")
                        .append(signing.policy());
            }
        }
        return text + "zone:\n";
    }

    private void sign(Zone zone, Path configuration) throws IOException, InterruptedException {
        Path plain = write("zones/" + zone.fileName(), content(zone));
        Path signed = folder.resolve("signed").resolve(zone.fileName());
        if (zone.signing() == Zone.Signing.NONE) {
            Files.copy(plain, signed);
        } else if (zone.signing() == Zone.Signing.WHEN_LOADED) {
            Files.copy(plain, signed);
            Programs.run(
                    "keymgr",
                    "-c",
                    configuration.toString(),
                    zone.apex(),
                    "generate",
                    "ksk=yes",
                    "zsk=yes");
        } else {
            List<String> command =
                    new ArrayList<>(
                            List.of(
                                    "kzonesign",
                                    "-c",
                                    configuration.toString(),
                                    "-o",
                                    signed.getParent().toString()));
            if (zone.signing() == Zone.Signing.LONG_AGO) {
                Instant then = Instant.now().minus(60, ChronoUnit.DAYS);
                command.addAll(List.of("-t", Long.toString(then.getEpochSecond())));
            }
            command.add(zone.apex());
            Programs.run(command.toArray(String[]::new));
            Files.writeString(signed, broken(Files.readString(signed)));
        }
        if (zone != Zone.ROOT) {
            delegate(zone, configuration);
        }
    }

    private String content(Zone zone) {
        String apex = zone.apex();
        String server = "ns." + (zone == Zone.ROOT ? "" : apex);
        List<String> lines = new ArrayList<>();
        lines.add("$TTL 300");
        lines.add(apex + " SOA " + server + " hostmaster." + server + " 1 3600 600 86400 60");
        lines.add(apex + " NS " + server);
        lines.add(server + " A " + AUTHORITY);
        lines.addAll(delegations.getOrDefault(zone, List.of()));
        for (Scene scene : scenes) {
            for (String record : scene.records()) {
                if (Zone.of(record.substring(0, record.indexOf(' '))) == zone) {
                    lines.add(record);
                }
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private void delegate(Zone zone, Path configuration) throws IOException, InterruptedException {
        List<String> lines =
                delegations.computeIfAbsent(zone.parent(), parent -> new ArrayList<>());
        lines.add(zone.apex() + " NS ns." + zone.apex());
        lines.add("ns." + zone.apex() + " A " + AUTHORITY);
        if (zone.signing() != Zone.Signing.NONE) {
            String ds = ds(zone, configuration);
            lines.add(
                    switch (zone) {
                        case FORGED -> ds.substring(0, ds.length() - 8) + "00000000";
                        case UNKNOWN_ALGORITHM -> ds.replaceFirst(" 13 2 ", " 200 2 ");
                        default -> ds;
                    });
        }
    }

    /** Returns the DS record with a SHA-256 digest. */
    private String ds(Zone zone, Path configuration) throws IOException, InterruptedException {
        return Programs.run("keymgr", "-c", configuration.toString(), zone.apex(), "ds")
                .lines()
                .filter(line -> line.matches(".* DS \\d+ \\d+ 2 .*"))
                .findFirst()
                .orElseThrow();
    }

    /** Alters the signatures that a scene wants broken. */
    private String broken(String zone) {
        List<String> lines = new ArrayList<>();
        zone.lines().forEach(line -> lines.add(isToBreak(line) ? altered(line) : line));
        return String.join("\n", lines) + "\n";
    }

    private boolean isToBreak(String line) {
        String[] fields = line.strip().split("\\s+", -1);
        return fields.length > 4
                && fields[2].equals("RRSIG")
                && scenes.stream()
                        .anyMatch(
                                scene ->
                                        fields[3].equals(
                                                scene.broken()
                                                        .get(fields[0].toLowerCase(Locale.ROOT))));
    }

    private static String altered(String line) {
        int at = line.length() - 20;
        char other = line.charAt(at) == 'A' ? 'B' : 'A';
        return line.substring(0, at) + other + line.substring(at + 1);
    }

    private void serve() throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder(common() + policies());
        for (Zone zone : Zone.values()) {
            text.append("  - domain: ")
                    .append(zone.apex())
                    .append("\n    storage: ")
                    .append(folder.resolve("signed"))
                    .append("\n    file: ")
                    .append(zone.fileName())
                    .append("\n    journal-content: none\n    zonefile-load: whole\n")
                    .append(
                            zone.signing() == Zone.Signing.WHEN_LOADED
                                    ? "    zonefile-sync: -1\n    dnssec-signing: on\n    dnssec-policy: WHEN_LOADED\n"
                                    : "");
        }
        Path configuration = write("knot.conf", text.toString());
        Programs.start(folder.resolve("knot.log"), "knotd", "-c", configuration.toString());
        Programs.awaitListening(AUTHORITY, PORT);
    }

    private String common() {
        return """
        server:
            rundir: %1$s/run
            user: root:root
            listen: %2$s@%3$d
        log:
          - target: stdout
            any: info
        database:
            storage: %1$s/keys
        """
                .formatted(folder, AUTHORITY, PORT);
    }

    private Path resolve() throws IOException, InterruptedException {
        Path anchor = write("anchor", ds(Zone.ROOT, folder.resolve("sign.conf")) + "\n");
        Path configuration =
                write(
                        "unbound.conf",
                        """
                        server:
                          directory: "%1$s"
                          chroot: ""
                          username: ""
                          pidfile: ""
                          use-syslog: no
                          logfile: "%1$s/unbound.log"
                          val-log-level: 2
                          interface: %2$s@%3$d
                          access-control: 127.0.0.0/8 allow
                          do-not-query-localhost: no
                          do-ip6: no
                          trust-anchor-file: "%4$s"
                          local-zone: "test." nodefault
                          trust-anchor-signaling: no
                        stub-zone:
                          name: "."
                          stub-addr: %5$s
                        remote-control:
                          control-enable: no
                        """
                                .formatted(folder, RESOLVER, PORT, anchor, AUTHORITY));
        Programs.start(
                folder.resolve("unbound.log"), "unbound", "-d", "-c", configuration.toString());
        Programs.awaitListening(RESOLVER, PORT);
        return anchor;
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.US_ASCII);
    }
}
