package org.signet.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code signet smime}: what the S/MIME core does, with files. */
@Command(
        name = "smime",
        description = "S/MIME messages.",
        subcommands = {
            SmimeSign.class,
            SmimeEncrypt.class,
            SmimeDecrypt.class,
            SmimeVerify.class,
            SmimeInspect.class
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class SmimeCommand implements Runnable {
    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Which verb? allowed: "
                        + String.join(", ", spec.commandLine().getSubcommands().keySet()));
    }
}
