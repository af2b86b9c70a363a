package org.signet.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point of {@code bin/signet}. */
@Command(
        name = "signet",
        description = "Ask what Signet would decide, without sending a mail.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ClassifyCommand.class,
            SmimeCommand.class,
            RightsCommand.class,
            DaneCommand.class
        })
public final class Signet {
    private Signet() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return new CommandLine(new Signet())
                .setExecutionExceptionHandler(
                        (failure, command, parsed) -> {
                            command.getErr().println("signet: " + failure.getMessage());
                            return ExitStatus.UNDECIDABLE;
                        })
                .execute(arguments);
    }
}
