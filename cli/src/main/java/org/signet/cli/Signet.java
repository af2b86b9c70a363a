package org.signet.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point of {@code bin/signet}. */
@Command(
        name = "signet",
        description = "Ask what Signet would decide, without sending a mail.",
        mixinStandardHelpOptions = true,
        versionProvider = Signet.Version.class,
        subcommands = {
            ClassifyCommand.class,
            DaneCommand.class,
            TlsCommand.class,
            TlsaCommand.class,
            DnsCommand.class,
            SmimeCommand.class,
            RightsCommand.class
        })
public final class Signet {
    /** Reads the version from the manifest of the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Signet.class.getPackage().getImplementationVersion();
            return new String[] {"signet " + (version == null ? "(not packaged)" : version)};
        }
    }

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
