package org.signet.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bin/signet rights}: protected messages in a store. */
@Command(
        name = "rights",
        description = {
            "Protected messages.",
            "An H2 file is open in one process: stop James first, or use an H2 server or"
                    + " PostgreSQL."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RightsLook.ListVerb.class,
            RightsLook.Show.class,
            RightsLook.VerifyAudit.class,
            RightsAct.Revoke.class,
            RightsAct.Regrant.class,
            RightsAct.Expire.class,
            RightsAct.Shred.class,
            RightsTask.Gc.class,
            RightsTask.Rotate.class,
            RightsTask.Rewrap.class
        })
final class RightsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Missing verb: "
                        + String.join(", ", new java.util.TreeSet<>(spec.subcommands().keySet())));
    }
}
