package org.signet.cli;

import org.jspecify.annotations.Nullable;
import org.signet.classification.policy.Policy;
import org.signet.classification.policy.PolicyException;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A policy file that is named on the command line; a broken one is wrong usage. */
final class PolicyArgument {
    private PolicyArgument() {}

    static Policy read(CommandSpec command, Path file) {
        try {
            return Policy.parse(file.toString(), Files.readAllBytes(file));
        } catch (PolicyException e) {
            throw new ParameterException(
                    command.commandLine(), e.getMessage() == null ? "" : e.getMessage());
        } catch (IOException e) {
            throw new ParameterException(
                    command.commandLine(), "the policy " + file + " cannot be read (" + e + ")");
        }
    }

    static <T> T given(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("picocli sets required fields before the call");
        }
        return value;
    }
}
