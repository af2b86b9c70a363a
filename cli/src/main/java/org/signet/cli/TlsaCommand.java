package org.signet.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code signet tlsa}: the records of one's own mail hosts. */
@Command(
        name = "tlsa",
        description = "Make and check the TLSA records of a mail host of your own.",
        subcommands = {TlsaCreate.class, TlsaCheck.class},
        mixinStandardHelpOptions = true)
final class TlsaCommand implements Runnable {
    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which verb? allowed: create, check");
    }
}
