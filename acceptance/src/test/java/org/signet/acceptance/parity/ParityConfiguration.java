package org.signet.acceptance.parity;

import org.signet.acceptance.ConfFolder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The configuration of a James that runs all stages: the one of {@code james-conf/} with other
 * processors.
 *
 * @param dnsServer where DNS is answered
 * @param jamesResolves whether James may ask that server, which it can on port 53 only
 * @param anchorFile the trust anchor of that server
 * @param trustStore the authorities that James trusts, as PKCS#12
 * @param watchPort where the content of the queues can be seen
 */
record ParityConfiguration(
        List<Stage> stages,
        java.net.InetSocketAddress dnsServer,
        boolean jamesResolves,
        Path anchorFile,
        Path trustStore,
        int watchPort) {
    static final String TRUST_PASSWORD = "changeit";

    private static final String RECORD =
            """
            <mailet match="%s" class="org.signet.parity.Recorder"><as>%s</as></mailet>
            """;

    ParityConfiguration {
        stages = List.copyOf(stages);
    }

    Map<String, String> systemProperties() {
        return Map.of(
                "javax.net.ssl.trustStore", trustStore.toString(),
                "javax.net.ssl.trustStorePassword", TRUST_PASSWORD,
                "parity.watch.port", Integer.toString(watchPort));
    }

    void write(ConfFolder conf) {
        try {
            Files.writeString(conf.file("mailetcontainer.xml"), mailetContainer());
            Files.writeString(conf.file("dnsservice.xml"), dns());
            // in place of the portal
            Files.writeString(
                    conf.file("extensions.properties"),
                    "guice.extension.startable=org.signet.parity.QueueWatch\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        conf.edit("smtpserver.xml", ParityConfiguration::relayingWithDsn);
    }

    private static String relayingWithDsn(String text) {
        return text.replace(
                        "<verifyIdentity>false</verifyIdentity>",
                        "<verifyIdentity>false</verifyIdentity>"
                                + "<authorizedAddresses>127.0.0.0/8</authorizedAddresses>")
                .replace(
                        "<handlerchain>",
                        "<handlerchain>"
                                + handler("DSNEhloHook")
                                + handler("DSNMailParameterHook")
                                + handler("DSNRcptParameterHook")
                                + handler("DSNMessageHook"));
    }

    private static String handler(String name) {
        return "<handler class=\"org.apache.james.smtpserver.dsn." + name + "\"/>";
    }

    private String dns() {
        String server = jamesResolves ? dnsServer.getAddress().getHostAddress() : "127.0.0.1";
        return """
                <dnsservice>
                    <servers><server>%s</server></servers>
                    <autodiscover>false</autodiscover>
                    <authoritative>false</authoritative>
                </dnsservice>
                """
                .formatted(server);
    }

    private String mailetContainer() {
        StringBuilder routes = new StringBuilder();
        StringBuilder processors = new StringBuilder();
        for (Stage stage : stages) {
            routes.append(
                    """
                    <mailet match="HasHeader=X-Case=%1$s" class="ToProcessor"><processor>%1$s</processor></mailet>
                    """
                            .formatted(stage.token()));
            processors.append(processor(stage.token(), stage.what().before() + delivery(stage)));
        }
        return """
                <mailetcontainer>
                <context><postmaster>postmaster@signet.test</postmaster></context>
                <spooler><threads>20</threads><errorRepository>memory://var/mail/error/</errorRepository></spooler>
                <processors>
                """
                + processor(
                        "root", RECORD.formatted("HostIs=" + Stage.SENDERS, "returned") + routes)
                + processor(
                        "transport",
                        "<mailet match=\"All\" class=\"RemoveMimeHeader\"><name>bcc</name></mailet>")
                + processor("error", RECORD.formatted("All", "failed"))
                + processor("bounced", RECORD.formatted("All", "bounced"))
                + processor("succeeded", RECORD.formatted("All", "succeeded"))
                + ParityProcessors.ALL
                + processors
                + "</processors></mailetcontainer>\n";
    }

    private static String processor(String name, String mailets) {
        return "<processor state=\"" + name + "\">\n" + mailets + "</processor>\n";
    }

    private String delivery(Stage stage) {
        Map<String, String> parameters = new LinkedHashMap<>();
        boolean probe = stage.what().isStartOnly();
        if (probe) {
            parameters.put("probe-case", stage.token());
            parameters.put("probe-class", stage.side().mailet);
        }
        parameters.put("outgoing", stage.token());
        parameters.putAll(stage.what().parameters());
        String dns = dnsServer.getAddress().getHostAddress() + ":" + dnsServer.getPort();
        parameters.putAll(stage.side().ownParameters(dns, anchorFile.toString()));
        StringBuilder xml = new StringBuilder();
        xml.append("<mailet match=\"All\" class=\"")
                .append(probe ? "org.signet.parity.StartProbe" : stage.side().mailet)
                .append("\">\n");
        parameters.forEach((name, value) -> xml.append(element(name, stage.filled(value))));
        return xml.append("</mailet>\n").toString();
    }

    private static String element(String name, String value) {
        return "<%s>%s</%s>%n".formatted(name, value, name);
    }
}
