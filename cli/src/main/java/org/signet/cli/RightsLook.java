package org.signet.cli;

import org.jspecify.annotations.Nullable;
import org.signet.rights.MessageStatus;
import org.signet.rights.ProtectedMessages;
import org.signet.rights.RightsException;
import org.signet.rights.audit.AuditRecord;
import org.signet.rights.audit.AuditVerdict;
import org.signet.rights.store.MessageSearch;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The verbs that look and change nothing. */
final class RightsLook {
    private RightsLook() {}

    static Map<String, Object> summary(MessageStatus status) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("message", status.message().text());
        members.put("sender", status.licence().sender());
        members.put("issued", status.licence().issued().toString());
        members.put("template", status.licence().template());
        status.mailId().ifPresent(id -> members.put("message-id", id));
        status.shredded().ifPresent(at -> members.put("shredded", at.toString()));
        return members;
    }

    static Map<String, Object> recipient(MessageStatus.Recipient recipient) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("recipient", recipient.address());
        members.put("state", recipient.state().name().toLowerCase(Locale.ROOT));
        members.put("expiry", recipient.expiry().toString());
        recipient.revoked().ifPresent(at -> members.put("revoked", at.toString()));
        members.put("opened", recipient.opened());
        return members;
    }

    private static Map<String, Object> record(AuditRecord record) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("number", record.number());
        members.put("at", record.at().toString());
        members.put("kind", record.event().kind());
        members.put("address", record.event().address());
        members.put("detail", record.event().detail());
        return members;
    }

    @Command(
            name = "list",
            description = {
                "Tell which messages are stored, the newest first; all conditions must hold.",
                "Exit status: 0 some, 1 none, 2 wrong usage, 3 the store cannot be read."
            },
            mixinStandardHelpOptions = true)
    static final class ListVerb extends RightsVerb {
        @Option(names = "--sender", paramLabel = "ADDRESS", description = "who sent it")
        private @Nullable String sender;

        @Option(names = "--recipient", paramLabel = "ADDRESS", description = "who has a link")
        private @Nullable String recipient;

        @Option(
                names = "--message-id",
                paramLabel = "ID",
                description = "the Message-ID of the mail, with <>")
        private @Nullable String mailId;

        @Option(
                names = "--from",
                paramLabel = "TIME",
                description = "not before, such as 2026-11-23T12:00:00Z")
        private @Nullable String from;

        @Option(names = "--until", paramLabel = "TIME", description = "before")
        private @Nullable String until;

        @Option(
                names = "--limit",
                defaultValue = "50",
                paramLabel = "COUNT",
                description = "at most so many, 1 to 1000; default ${DEFAULT-VALUE}")
        private int limit;

        @Override
        void checkUsage() {
            search();
        }

        private MessageSearch search() {
            try {
                return new MessageSearch(
                        Optional.ofNullable(sender),
                        Optional.ofNullable(recipient),
                        Optional.ofNullable(mailId),
                        Optional.ofNullable(from).map(Instant::parse),
                        Optional.ofNullable(until).map(Instant::parse),
                        limit);
            } catch (DateTimeParseException e) {
                throw usage("not a time such as 2026-11-23T12:00:00Z: " + e.getParsedString());
            } catch (IllegalArgumentException e) {
                throw usage("--limit: " + e.getMessage());
            }
        }

        @Override
        Outcome run(ProtectedMessages messages) throws RightsException {
            List<MessageStatus> found = messages.overview().search(search());
            return Outcome.of(
                    found.isEmpty() ? ExitStatus.NO : ExitStatus.YES,
                    found.isEmpty() ? "none" : "found",
                    "messages",
                    found.stream().map(RightsLook::summary).toList());
        }
    }

    @Command(
            name = "show",
            description = {
                "Tell everything about one message but its content: recipients and audit log.",
                "Exit status: 0 it is there, 1 there is none, 2 wrong usage, 3 the store cannot be"
                        + " read."
            },
            mixinStandardHelpOptions = true)
    static final class Show extends RightsVerb {
        @Parameters(paramLabel = "MESSAGE", description = "the id of the protected message")
        @SuppressWarnings("NullAway.Init") // set by picocli
        private String message;

        @Override
        void checkUsage() {
            messageId(message);
        }

        @Override
        Outcome run(ProtectedMessages messages) throws RightsException {
            Optional<MessageStatus> status = messages.overview().status(messageId(message));
            if (status.isEmpty()) {
                return Outcome.of(ExitStatus.NO, "unknown");
            }
            Outcome outcome = Outcome.of(ExitStatus.YES, "found");
            outcome.members().putAll(summary(status.get()));
            outcome.members()
                    .put(
                            "recipients",
                            status.get().recipients().stream().map(RightsLook::recipient).toList());
            outcome.members()
                    .put(
                            "audit",
                            messages.audit().of(messageId(message)).stream()
                                    .map(RightsLook::record)
                                    .toList());
            return outcome;
        }
    }

    @Command(
            name = "verify-audit",
            aliases = "audit",
            description = {
                "Check the audit log from its first record to its last, and every message and"
                        + " grant against it.",
                "It tells the head of the log; kept elsewhere, it shows later whether the log was"
                        + " cut.",
                "Exit status: 0 intact, 1 changed, 2 wrong usage, 3 the store cannot be read."
            },
            mixinStandardHelpOptions = true)
    static final class VerifyAudit extends RightsVerb {
        @Option(
                names = "--head",
                paramLabel = "NUMBER:SEAL",
                description = "a head that was told before: is the log still one that had it?")
        private @Nullable String head;

        @Override
        void checkUsage() {
            if (head != null && !head.matches("[0-9]{1,18}:([0-9a-f]{2})*")) {
                throw usage("--head: not the head of an audit log: NUMBER:SEAL");
            }
        }

        @Override
        Outcome run(ProtectedMessages messages) throws RightsException {
            if (head != null && !head.startsWith("0:") && !messages.audit().holds(head)) {
                return Outcome.of(
                        ExitStatus.NO,
                        "cut",
                        "why",
                        "the log does not have the record that was its last");
            }
            return switch (messages.overview().verify()) {
                case AuditVerdict.Intact intact ->
                        Outcome.of(
                                ExitStatus.YES,
                                "intact",
                                "records",
                                intact.records(),
                                "head",
                                intact.head());
                case AuditVerdict.Broken broken ->
                        Outcome.of(
                                ExitStatus.NO,
                                "broken",
                                "record",
                                broken.number(),
                                "why",
                                broken.why());
                case AuditVerdict.Contradicted contradicted ->
                        Outcome.of(
                                ExitStatus.NO,
                                "contradicted",
                                "message",
                                contradicted.message().text(),
                                "why",
                                contradicted.why());
                case AuditVerdict.Unavailable unavailable ->
                        Outcome.unavailable(unavailable.cause());
            };
        }
    }
}
