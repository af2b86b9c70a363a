package org.signet.cli;

import org.jspecify.annotations.Nullable;
import org.signet.rights.ControlVerdict;
import org.signet.rights.MessageControl;
import org.signet.rights.MessageControl.Target;
import org.signet.rights.MessageId;
import org.signet.rights.ProtectedMessages;
import org.signet.rights.RightsException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The verbs that change what recipients may do. */
final class RightsAct {
    private RightsAct() {}

    abstract static class OnGrants extends RightsVerb {
        @Parameters(
                index = "0",
                paramLabel = "MESSAGE",
                description = "the id of the protected message")
        @SuppressWarnings("NullAway.Init") // set by picocli
        private String message;

        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "RECIPIENT",
                description = "the address, as 'show' tells it")
        private @Nullable String recipient;

        @Option(names = "--all", description = "every recipient")
        private boolean all;

        private final String done;

        OnGrants(String done) {
            this.done = done;
        }

        @Override
        void checkUsage() {
            messageId(message);
            if (all == (recipient != null)) {
                throw usage("either RECIPIENT or --all is needed");
            }
        }

        abstract ControlVerdict act(MessageControl control, Target target);

        @Override
        Outcome run(ProtectedMessages messages) throws RightsException {
            Target target = new Target(messageId(message), Optional.ofNullable(recipient), actor());
            return outcome(done, act(messages.control(), target));
        }
    }

    static RightsVerb.Outcome outcome(String done, ControlVerdict verdict) {
        return switch (verdict) {
            case ControlVerdict.Done counts ->
                    RightsVerb.Outcome.of(
                            ExitStatus.YES,
                            counts.changed() > 0 ? done : done + "-before",
                            "changed",
                            counts.changed(),
                            "unchanged",
                            counts.before());
            case ControlVerdict.Unknown unknown -> RightsVerb.Outcome.of(ExitStatus.NO, "unknown");
            case ControlVerdict.Shredded shredded ->
                    RightsVerb.Outcome.of(
                            ExitStatus.NO, "shredded", "at", shredded.at().toString());
            case ControlVerdict.Unavailable unavailable ->
                    RightsVerb.Outcome.unavailable(unavailable.cause());
        };
    }

    @Command(
            name = "revoke",
            description = {
                "Take the right of one recipient, or of all, back.",
                "Exit status: 0 revoked now or before, 1 no such message or recipient, 2 wrong"
                        + " usage, 3 the store cannot be used."
            },
            mixinStandardHelpOptions = true)
    static final class Revoke extends OnGrants {
        Revoke() {
            super("revoked");
        }

        @Override
        ControlVerdict act(MessageControl control, Target target) {
            return control.revoke(target);
        }
    }

    @Command(
            name = "regrant",
            description = {
                "Give a right that was revoked back; the expiry stays.",
                "Exit status: 0 granted now or before, 1 no such message or recipient, or it was"
                        + " shredded, 2 wrong usage, 3 the store cannot be used."
            },
            mixinStandardHelpOptions = true)
    static final class Regrant extends OnGrants {
        Regrant() {
            super("granted");
        }

        @Override
        ControlVerdict act(MessageControl control, Target target) {
            return control.regrant(target);
        }
    }

    @Command(
            name = "expire",
            description = {
                "Move the end of a right, to later or to sooner.",
                "Exit status: 0 it ends then, 1 no such message or recipient, or it was shredded,"
                        + " 2 wrong usage, 3 the store cannot be used."
            },
            mixinStandardHelpOptions = true)
    static final class Expire extends OnGrants {
        @Option(
                names = "--at",
                required = true,
                paramLabel = "TIME",
                description =
                        "the moment, such as 2026-12-24T18:00:00Z, or a duration from now, such as"
                                + " P2D; at most ten years from now")
        @SuppressWarnings("NullAway.Init") // set by picocli
        private String at;

        Expire() {
            super("changed");
        }

        @Override
        void checkUsage() {
            super.checkUsage();
            moment();
        }

        private Instant moment() {
            try {
                return at.startsWith("P")
                        ? Instant.now().plus(Duration.parse(at))
                        : Instant.parse(at);
            } catch (DateTimeParseException e) {
                throw usage(
                        "--at: neither a time such as 2026-12-24T18:00:00Z nor a duration: " + at);
            }
        }

        @Override
        ControlVerdict act(MessageControl control, Target target) {
            try {
                return control.expire(target, moment());
            } catch (IllegalArgumentException e) {
                throw usage("--at: " + e.getMessage());
            }
        }
    }

    @Command(
            name = "shred",
            description = {
                "Delete the key and the content of a message: nobody can ever read it again.",
                "Exit status: 0 shredded now or before, 1 no such message, 2 wrong usage, 3 the"
                        + " store cannot be used."
            },
            mixinStandardHelpOptions = true)
    static final class Shred extends RightsVerb {
        @Parameters(paramLabel = "MESSAGE", description = "the id of the protected message")
        @SuppressWarnings("NullAway.Init") // set by picocli
        private String message;

        @Override
        void checkUsage() {
            messageId(message);
        }

        @Override
        Outcome run(ProtectedMessages messages) {
            MessageId id = messageId(message);
            return switch (messages.control().shred(id, actor())) {
                case ControlVerdict.Shredded before ->
                        Outcome.of(ExitStatus.YES, "shredded-before", "at", before.at().toString());
                case ControlVerdict other -> outcome("shredded", other);
            };
        }
    }
}
