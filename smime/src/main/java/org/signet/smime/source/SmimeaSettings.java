package org.signet.smime.source;

import org.signet.smime.pem.UnusableFileException;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * How SMIMEA records are asked for, from a properties file: {@code dnsServers}, {@code dnsMode} and
 * {@code trustAnchors}, which mean the same as in the mailet that delivers.
 *
 * @param servers whom to ask; those of the system if it is empty
 * @param trustAd whether the servers, which are on this machine, validate, and not we
 * @param anchors a file of the anchors of DNSSEC; those of the root if it is empty
 */
public record SmimeaSettings(Optional<String> servers, boolean trustAd, Optional<Path> anchors) {
    /** Asking those of the system, and validating. */
    public static final SmimeaSettings USUAL =
            new SmimeaSettings(Optional.empty(), false, Optional.empty());

    /** Reads the settings; an error names the file, the setting, its value and what is allowed. */
    public static SmimeaSettings read(Path path) throws UnusableFileException {
        SettingsFile file =
                SettingsFile.read(path, Set.of("dnsServers", "dnsMode", "trustAnchors"));
        boolean trustAd =
                switch (file.optional("dnsMode").orElse("validate")) {
                    case "validate" -> false;
                    case "trust-ad" -> true;
                    default ->
                            throw file.refuse(
                                    "dnsMode", "it is none of the choices", "validate, trust-ad");
                };
        boolean anchors = file.optional("trustAnchors").isPresent();
        if (trustAd && anchors) {
            throw file.refuse(
                    "trustAnchors",
                    "with dnsMode trust-ad the resolver has the anchors",
                    "to remove it, or dnsMode validate");
        }
        return new SmimeaSettings(
                file.optional("dnsServers"),
                trustAd,
                anchors ? Optional.of(file.file("trustAnchors", "a file")) : Optional.empty());
    }
}
