package org.signet.portal.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import org.signet.portal.message.MessageReader.Delivery;
import org.signet.portal.message.MessageReader.Reading;
import org.signet.portal.message.MessageView;
import org.signet.portal.page.Compose;
import org.signet.portal.page.Compose.Problem;
import org.signet.portal.page.Letter;
import org.signet.portal.page.Notice;
import org.signet.portal.page.Page;
import org.signet.portal.page.Quotation;
import org.signet.portal.page.Words;
import org.signet.portal.reply.Action;
import org.signet.portal.reply.Addressing;
import org.signet.portal.reply.Composition.Enclosures;
import org.signet.portal.reply.Composition.Sink;
import org.signet.portal.reply.Draft;
import org.signet.portal.reply.Replies;
import org.signet.portal.reply.Upload;
import org.signet.portal.reply.Uploaded;
import org.signet.rights.Access;
import org.signet.rights.RightsException;
import org.signet.rights.audit.AuditEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Replies and forwards: the page to write on, and what is sent from it. */
final class WritingPages implements HttpService {
    private static final Logger LOG = LoggerFactory.getLogger(WritingPages.class);

    private final Site site;
    private final Reception reception;

    WritingPages(Site site, Reception reception) {
        this.site = site;
        this.reception = reception;
    }

    @Override
    public void routing(HttpRules rules) {
        for (Action action : Action.values()) {
            String path = "/m/{token}/" + action.path();
            Routes.get(rules, path, (request, response) -> page(action, request, response));
            rules.post(path, (request, response) -> send(action, request, response));
        }
    }

    private void page(Action action, ServerRequest request, ServerResponse response)
            throws Exception {
        switch (reception.receive(request, response)) {
            case Visit.Closed() -> Answer.closed(response);
            case Visit.Over over -> MessagePages.over(response, over);
            case Visit.Outside outside -> Answer.see(response, "/m/" + outside.link().token());
            case Visit.Inside inside -> {
                if (inside.granted().licence().allows(action.right())) {
                    write(action, response, inside);
                } else {
                    notAllowed(response);
                }
            }
        }
    }

    private void write(Action action, ServerResponse response, Visit.Inside inside)
            throws IOException {
        Optional<MessageView> view = view(response, inside.granted());
        if (view.isPresent()) {
            Words words = Answer.words(response);
            Draft draft =
                    Quotation.draft(
                            site.replies().newDraft(),
                            action,
                            view.get(),
                            Letter.of(inside.granted(), words),
                            words);
            Sheet sheet = new Sheet(action, inside.granted(), inside.link(), view);
            show(response, Status.OK_200, sheet, draft, Optional.empty());
        }
    }

    /** What is the same on the page whenever it is shown. */
    private record Sheet(
            Action action, Access.Granted granted, Page.Link link, Optional<MessageView> view) {}

    private void show(
            ServerResponse response,
            Status status,
            Sheet sheet,
            Draft draft,
            Optional<Problem> problem) {
        List<String> to = List.of();
        List<String> leftOut = List.of();
        if (recipients(sheet, draft) instanceof Addressing.Verdict.To found) {
            to = found.all();
            leftOut = found.leftOut();
        }
        List<String> enclosed =
                sheet.action() == Action.FORWARD && sheet.view().isPresent()
                        ? sheet.view().get().attachments().stream()
                                .map(attachment -> attachment.name().text())
                                .toList()
                        : List.of();
        Compose compose =
                new Compose(sheet.action(), to, leftOut, enclosed, draft, megabytes(), problem);
        Answer.page(response, status, Page.compose(Answer.words(response), sheet.link(), compose));
    }

    private Addressing.Verdict recipients(Sheet sheet, Draft draft) {
        if (sheet.action() == Action.FORWARD) {
            return Addressing.forward(draft.to());
        }
        return sheet.view()
                .map(
                        view ->
                                Addressing.reply(
                                        sheet.action(),
                                        sheet.granted().recipient(),
                                        sheet.granted().sender(),
                                        view.correspondence()))
                .orElseGet(Addressing.Verdict.Nobody::new);
    }

    private long megabytes() {
        return site.settings().uploadLimit() / (1024 * 1024);
    }

    /** Reads the message; has answered already when it is empty. */
    private Optional<MessageView> view(ServerResponse response, Access.Granted granted)
            throws IOException {
        Reading reading;
        try (InputStream message = site.messages().open(granted)) {
            reading = site.reader().read(message);
        }
        return switch (reading) {
            case Reading.Shown(MessageView view) -> Optional.of(view);
            case Reading.TooComplex(var bound) -> {
                LOG.warn("Message {} is not answered: bound {}", granted.message(), bound);
                Answer.notice(response, Status.UNPROCESSABLE_CONTENT_422, Notice.TOO_COMPLEX);
                yield Optional.empty();
            }
        };
    }

    private void send(Action action, ServerRequest request, ServerResponse response)
            throws Exception {
        if (!reception.sameSite(request)) {
            Answer.notice(response, Status.FORBIDDEN_403, Notice.FORM_NOT_ACCEPTED);
            return;
        }
        Visit visit = reception.receive(request, response);
        if (visit instanceof Visit.Closed) {
            Answer.closed(response);
            return;
        }
        switch (upload(request, visit instanceof Visit.Inside)) {
            case Upload.Outcome.Refused(Upload.Reason reason, Draft draft) ->
                    refused(action, response, visit, reason, draft);
            case Upload.Outcome.Whole(Uploaded uploaded) -> {
                try (uploaded) {
                    sendWhole(action, response, visit, uploaded);
                }
            }
        }
    }

    /** Files are kept for readers who are signed in, and for nobody else. */
    private Upload.Outcome upload(ServerRequest request, boolean keep) throws IOException {
        Upload.Means means = site.replies().upload();
        Upload.Means used =
                keep
                        ? means
                        : new Upload.Means(
                                means.limits().withBytes(0), means.clock(), means.random());
        String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
        try (InputStream body = request.content().inputStream()) {
            return Upload.read(body, type, proof -> reception.ours(request, proof), used);
        }
    }

    private void refused(
            Action action,
            ServerResponse response,
            Visit visit,
            Upload.Reason reason,
            Draft draft) {
        LOG.info("Answer refused: {}", reason);
        if (reason == Upload.Reason.NOT_OURS) {
            Answer.notice(response, Status.FORBIDDEN_403, Notice.FORM_NOT_ACCEPTED);
            return;
        }
        if (visit instanceof Visit.Outside) {
            // Files of somebody who is not signed in are too large however small they are.
            Problem signedOut = new Problem("SIGNED_OUT", "");
            kept(action, response, visit, Status.FORBIDDEN_403, draft, signedOut);
            return;
        }
        Status status =
                switch (reason) {
                    case NOT_OURS, MALFORMED -> Status.BAD_REQUEST_400;
                    case TOO_LARGE, TOO_MANY_FILES, TEXT_TOO_LONG ->
                            Status.REQUEST_ENTITY_TOO_LARGE_413;
                    case TOO_SLOW -> Status.REQUEST_TIMEOUT_408;
                };
        if (reason == Upload.Reason.TOO_SLOW) {
            response.header(HeaderNames.CONNECTION, "close");
        }
        String limit =
                reason == Upload.Reason.TOO_MANY_FILES
                        ? String.valueOf(site.replies().upload().limits().files())
                        : String.valueOf(megabytes());
        kept(action, response, visit, status, draft, new Problem(reason.name(), limit));
    }

    private void sendWhole(Action action, ServerResponse response, Visit visit, Uploaded uploaded)
            throws IOException {
        Draft draft = uploaded.draft();
        switch (visit) {
            case Visit.Closed() -> Answer.closed(response);
            case Visit.Over over ->
                    kept(action, response, over, Status.GONE_410, draft, new Problem("ENDED", ""));
            case Visit.Outside outside ->
                    kept(
                            action,
                            response,
                            outside,
                            Status.FORBIDDEN_403,
                            draft,
                            new Problem("SIGNED_OUT", ""));
            case Visit.Inside inside -> {
                if (inside.granted().licence().allows(action.right())) {
                    sendAllowed(action, response, inside, uploaded);
                } else {
                    notAllowed(response);
                }
            }
        }
    }

    private void sendAllowed(
            Action action, ServerResponse response, Visit.Inside inside, Uploaded uploaded)
            throws IOException {
        Optional<MessageView> view = view(response, inside.granted());
        if (view.isEmpty()) {
            return;
        }
        Sheet sheet = new Sheet(action, inside.granted(), inside.link(), view);
        Draft draft = uploaded.draft();
        Optional<Problem> problem =
                switch (recipients(sheet, draft)) {
                    case Addressing.Verdict.To to ->
                            handOver(response, sheet, uploaded, to, view.get());
                    case Addressing.Verdict.Nobody() -> Optional.of(new Problem("NOBODY", ""));
                    case Addressing.Verdict.TooMany(int most) ->
                            Optional.of(new Problem("TOO_MANY_PEOPLE", String.valueOf(most)));
                    case Addressing.Verdict.NoAddress(String word) ->
                            Optional.of(new Problem("NO_ADDRESS", word));
                };
        if (problem.isPresent()) {
            show(response, status(problem.get()), sheet, draft, problem);
        }
    }

    private static Status status(Problem problem) {
        return switch (problem.key()) {
            case "NOT_TAKEN" -> Status.SERVICE_UNAVAILABLE_503;
            case "TOO_MANY_MAILS" -> Status.TOO_MANY_REQUESTS_429;
            default -> Status.BAD_REQUEST_400;
        };
    }

    /** Sends; has answered already when nothing is returned. */
    private Optional<Problem> handOver(
            ServerResponse response,
            Sheet sheet,
            Uploaded uploaded,
            Addressing.Verdict.To to,
            MessageView view) {
        Access.Granted granted = sheet.granted();
        Optional<Enclosures> enclosures =
                sheet.action() == Action.FORWARD && !view.attachments().isEmpty()
                        ? Optional.of(sink -> enclose(granted, view, sink))
                        : Optional.empty();
        Replies.Ready ready =
                new Replies.Ready(
                        granted,
                        site.settings().publicUrl().getHost(),
                        uploaded,
                        to,
                        view.correspondence(),
                        enclosures);
        try {
            return answered(response, sheet, to, site.replies().send(ready));
        } catch (IOException e) {
            LOG.error("An answer to message {} was not taken", granted.message(), e);
            return Optional.of(new Problem("NOT_TAKEN", ""));
        }
    }

    private void enclose(Access.Granted granted, MessageView view, Sink sink) throws IOException {
        Set<Integer> wanted =
                view.attachments().stream()
                        .map(MessageView.Attachment::number)
                        .collect(Collectors.toSet());
        try (InputStream message = site.messages().open(granted)) {
            Delivery delivery =
                    site.reader()
                            .attachments(
                                    message,
                                    wanted,
                                    (name, type, content) -> sink.take(name.text(), type, content));
            if (delivery != Delivery.DELIVERED) {
                throw new IOException("the attachments cannot be read: " + delivery);
            }
        }
    }

    private Optional<Problem> answered(
            ServerResponse response, Sheet sheet, Addressing.Verdict.To to, Replies.Outcome outcome)
            throws IOException {
        switch (outcome) {
            case SENT -> {
                LOG.info("Message {}: {} sent", sheet.granted().message(), sheet.action());
                audit(sheet, to.all().size());
                Answer.page(
                        response,
                        Status.OK_200,
                        Page.notice(Answer.words(response), Notice.SENT, sheet.link()));
            }
            case SENT_BEFORE ->
                    Answer.page(
                            response,
                            Status.OK_200,
                            Page.notice(Answer.words(response), Notice.SENT_BEFORE, sheet.link()));
            case TOO_MANY -> {
                response.header(HeaderNames.RETRY_AFTER, "3600");
                return Optional.of(new Problem("TOO_MANY_MAILS", ""));
            }
        }
        return Optional.empty();
    }

    private void audit(Sheet sheet, int recipients) {
        try {
            site.messages()
                    .audit()
                    .append(
                            new AuditEvent(
                                    sheet.action() == Action.FORWARD ? "forwarded" : "replied",
                                    sheet.granted().message(),
                                    sheet.granted().recipient(),
                                    "to " + recipients));
        } catch (RightsException e) {
            // The mail is on its way: to say that it failed would have it sent twice.
            LOG.error("An answer was sent and could not be audited", e);
        }
    }

    /** Shows the page again with what was written, when it cannot be sent. */
    private void kept(
            Action action,
            ServerResponse response,
            Visit visit,
            Status status,
            Draft draft,
            Problem problem) {
        switch (visit) {
            case Visit.Closed() -> Answer.closed(response);
            case Visit.Over over ->
                    Answer.page(
                            response,
                            status,
                            Page.compose(
                                    Answer.words(response),
                                    new Page.Link("", ""),
                                    new Compose(
                                            action,
                                            List.of(),
                                            List.of(),
                                            List.of(),
                                            draft,
                                            0,
                                            Optional.of(new Problem("ENDED", "")))));
            case Visit.Outside outside ->
                    show(
                            response,
                            status,
                            new Sheet(action, outside.granted(), outside.link(), Optional.empty()),
                            draft,
                            Optional.of(problem));
            case Visit.Inside inside ->
                    show(
                            response,
                            status,
                            new Sheet(action, inside.granted(), inside.link(), Optional.empty()),
                            draft,
                            Optional.of(problem));
        }
    }

    private static void notAllowed(ServerResponse response) {
        Answer.notice(response, Status.FORBIDDEN_403, Notice.ANSWERING_NOT_ALLOWED);
    }
}
