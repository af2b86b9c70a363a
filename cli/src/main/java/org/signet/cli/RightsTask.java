package org.signet.cli;

import org.jspecify.annotations.Nullable;
import org.signet.rights.Housekeeping;
import org.signet.rights.ProtectedMessages;
import org.signet.rights.RightsException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.time.format.DateTimeParseException;

/** The verbs that keep store, content and keys in order. */
final class RightsTask {
    private RightsTask() {}

    @Command(
            name = "gc",
            description = {
                "Remove content that no key opens, left by writers that died and by shredding.",
                "Safe while James runs. Exit status: 0 done, 2 wrong usage, 3 store or content"
                        + " directory cannot be used."
            },
            mixinStandardHelpOptions = true)
    static final class Gc extends RightsVerb {
        @Option(
                names = "--age",
                defaultValue = "P1D",
                paramLabel = "DURATION",
                description =
                        "only what was written so long ago; at least PT1H, default ${DEFAULT-VALUE}")
        @SuppressWarnings("NullAway.Init") // set by picocli
        private String age;

        @Option(
                names = "--ended",
                paramLabel = "DURATION",
                description =
                        "remove messages, too, whose last link ended so long ago; their audit"
                                + " records stay")
        private @Nullable String ended;

        @Override
        void checkUsage() {
            if (duration("--age", age).compareTo(Housekeeping.YOUNGEST) < 0) {
                throw usage("--age: at least " + Housekeeping.YOUNGEST);
            }
            if (ended != null && duration("--ended", ended).isNegative()) {
                throw usage("--ended: not negative");
            }
        }

        private Duration duration(String option, String text) {
            try {
                return Duration.parse(text);
            } catch (DateTimeParseException e) {
                throw usage(option + ": not a duration such as P30D: " + text);
            }
        }

        @Override
        Outcome run(ProtectedMessages messages) throws RightsException {
            Housekeeping housekeeping = messages.housekeeping();
            long removed = ended == null ? 0 : housekeeping.removeEnded(duration("--ended", ended));
            return Outcome.of(
                    ExitStatus.YES,
                    "done",
                    "messages",
                    removed,
                    "orphans",
                    housekeeping.collect(duration("--age", age)));
        }
    }

    @Command(
            name = "rotate",
            description = {
                "Make new keys that wrap and seal from now on; the old ones stay in the keyset"
                        + " file.",
                "Exit status: 0 done, 2 wrong usage or keyset file, 3 the store cannot be used."
            },
            mixinStandardHelpOptions = true)
    static final class Rotate extends RightsVerb {
        @Override
        Outcome run(ProtectedMessages messages) throws RightsException {
            messages.housekeeping().rotate(actor());
            return Outcome.of(ExitStatus.YES, "rotated");
        }
    }

    @Command(
            name = "rewrap",
            description = {
                "Wrap every content key anew that the primary key did not wrap. It can be stopped"
                        + " and started again.",
                "Exit status: 0 done, 2 wrong usage, 3 the store cannot be used."
            },
            mixinStandardHelpOptions = true)
    static final class Rewrap extends RightsVerb {
        @Override
        Outcome run(ProtectedMessages messages) throws RightsException {
            return Outcome.of(
                    ExitStatus.YES, "done", "rewrapped", messages.housekeeping().rewrap(actor()));
        }
    }
}
