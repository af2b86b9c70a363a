package org.signet.benchmarks;

import java.nio.file.Path;

/** The mailets that deliver, as an operator would write them. */
final class Mailets {
    /**
     * James's own. It trusts every certificate, as opportunistic TLS has to: with less, most of the
     * MX hosts in the world would get no mail from it.
     */
    static final String JAMES =
            """
            <mailet match="All" class="RemoteDelivery">
                <outgoing>outgoing</outgoing>
                <delayTime>5 minutes, 3*30 minutes</delayTime>
                <maxRetries>4</maxRetries>
                <bounceProcessor>bounces</bounceProcessor>
                <startTLS>true</startTLS>
                <verifyServerIdentity>false</verifyServerIdentity>
                <mail.smtp.ssl.trust>*</mail.smtp.ssl.trust>
            </mailet>
            """;

    private Mailets() {}

    static String ours(Path trustAnchor) {
        return """
               <mailet match="All" class="org.signet.mailets.SecureRemoteDelivery">
                   <outgoing>outgoing</outgoing>
                   <delayTime>5 minutes, 3*30 minutes</delayTime>
                   <maxRetries>4</maxRetries>
                   <bounceProcessor>bounces</bounceProcessor>
                   <dnsServers>127.0.0.1:53</dnsServers>
                   <trustAnchors>%s</trustAnchors>
               </mailet>
               """
                .formatted(trustAnchor);
    }
}
