package org.signet.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The file {@code sandbox.properties}, there while the small internet answers. */
final class SandboxFile {
    private final Path file;

    SandboxFile(Path directory) {
        this.file = directory.toAbsolutePath().resolve("sandbox.properties");
    }

    /** Where everything is, by property name. */
    static Map<String, String> facts(Sandbox sandbox) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                "dns.server",
                sandbox.dnsAddress().getAddress().getHostAddress()
                        + ":"
                        + sandbox.dnsAddress().getPort());
        facts.put("dns.port", Integer.toString(sandbox.dnsAddress().getPort()));
        facts.put("smtp.port", Integer.toString(sandbox.smtpPort()));
        facts.put("http.url", sandbox.httpUri().toString());
        facts.put("trust-anchor.file", sandbox.trustAnchorFile().toString());
        facts.put(
                "domains",
                String.join(",", sandbox.domains().stream().map(domain -> domain.name()).toList()));
        return facts;
    }

    /** Writes one {@code name=value} a line, so that shells can read it as well. */
    void write(Sandbox sandbox) throws IOException {
        StringBuilder lines = new StringBuilder();
        facts(sandbox)
                .forEach(
                        (name, value) ->
                                lines.append(name)
                                        .append('=')
                                        .append(value.replace("\\", "\\\\"))
                                        .append('\n'));
        WholeFile.write(file, lines.toString());
    }

    void remove() throws IOException {
        Files.deleteIfExists(file);
    }
}
