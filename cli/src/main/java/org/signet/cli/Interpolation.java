package org.signet.cli;

import org.jspecify.annotations.Nullable;
import org.signet.rights.RightsException;
import org.signet.rights.RightsException.Reason;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ${env:NAME}} and {@code ${sys:name}} in a value, as James resolves them. */
final class Interpolation {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}:]*):?([^}]*)}");

    private Interpolation() {}

    static String resolve(Path file, String key, String value) throws RightsException {
        StringBuilder resolved = new StringBuilder();
        Matcher reference = REFERENCE.matcher(value);
        while (reference.find()) {
            String name = reference.group(2);
            @Nullable String found =
                    switch (reference.group(1)) {
                        case "env" -> System.getenv(name);
                        case "sys" -> System.getProperty(name);
                        default -> null;
                    };
            if (found == null) {
                throw new RightsException(
                        Reason.MISCONFIGURED,
                        "%s: %s refers to '%s', which is not set; allowed: ${env:NAME}, ${sys:name}"
                                .formatted(file, key, reference.group()));
            }
            reference.appendReplacement(resolved, Matcher.quoteReplacement(found));
        }
        return reference.appendTail(resolved).toString();
    }
}
