package org.signet.mailets;

import jakarta.mail.MessagingException;

import org.apache.james.filesystem.api.FileSystem;
import org.signet.transport.policy.InsecureMxPolicy;
import org.signet.transport.policy.TlsLevel;
import org.signet.transport.policy.TlsPolicyException;
import org.signet.transport.policy.TlsPolicyFile;
import org.signet.transport.policy.TlsRules;
import org.signet.transport.policy.TlsSettings;

import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Reads the parameters of {@link SecureRemoteDelivery} that are about TLS. */
final class DeliveryTls {
    private DeliveryTls() {}

    static TlsRules rules(Parameters parameters, FileSystem files) throws MessagingException {
        TlsSettings usual =
                TlsSettings.of(
                        parameters.choice("tlsLevel", DeliveryGateways.usualLevel(parameters)),
                        parameters.choice("insecureMxPolicy", InsecureMxPolicy.DANE));
        boolean demanded = parameters.flag("requireTls", false);
        if (demanded && usual.level() == TlsLevel.NONE) {
            throw parameters.refuse(
                    "requireTls", "true", "<tlsLevel> is none", "false, or another level");
        }
        return new TlsRules(usual, demanded, exceptions(parameters, files), Clock.systemUTC());
    }

    private static Optional<TlsPolicyFile> exceptions(Parameters parameters, FileSystem files)
            throws MessagingException {
        Optional<String> file = parameters.optional("tlsPolicyMap");
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path path =
                    file.get().startsWith("/")
                            ? Path.of(file.get())
                            : files.getFile(file.get()).toPath();
            return Optional.of(new TlsPolicyFile(path, Clock.systemUTC()));
        } catch (TlsPolicyException | FileNotFoundException e) {
            throw parameters.refuse(
                    "tlsPolicyMap",
                    file.get(),
                    String.valueOf(e.getMessage()),
                    "a file of destinations and levels, such as file://conf/tls-policy");
        }
    }
}
