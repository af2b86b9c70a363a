package org.signet.portal.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import org.signet.portal.PasscodeMail;
import org.signet.portal.page.Letter;
import org.signet.portal.page.Notice;
import org.signet.portal.page.Page;
import org.signet.portal.page.Words;
import org.signet.portal.passcode.Passcode;
import org.signet.portal.passcode.PasscodeRules.Reason;
import org.signet.portal.passcode.PasscodeRules.TryVerdict;
import org.signet.portal.passcode.Passcodes;
import org.signet.rights.Access;
import org.signet.rights.RightsException;
import org.signet.rights.audit.AuditEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.Optional;

/** The way in: who wrote, a passcode by mail, the passcode typed in. */
final class SignIn implements HttpService {
    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);

    private final Site site;
    private final Reception reception;
    private final MailWording wording;

    SignIn(Site site, Reception reception) {
        this.site = site;
        this.reception = reception;
        this.wording = new MailWording(site.settings().passcodeFrom());
    }

    @Override
    public void routing(HttpRules rules) {
        Routes.get(rules, "/m/{token}", this::letter);
        Routes.get(rules, "/m/{token}/code", this::code);
        rules.post("/m/{token}/passcode", this::sendPasscode);
        rules.post("/m/{token}/open", this::open);
    }

    private void letter(ServerRequest request, ServerResponse response) throws Exception {
        switch (reception.receive(request, response)) {
            case Visit.Closed() -> Answer.closed(response);
            case Visit.Over over -> MessagePages.over(response, over);
            case Visit.Inside inside -> Answer.see(response, path(inside.link(), "/message"));
            case Visit.Outside outside ->
                    Answer.page(
                            response,
                            Status.OK_200,
                            Page.letter(
                                    Answer.words(response),
                                    outside.link(),
                                    Letter.of(outside.granted(), Answer.words(response)),
                                    Optional.empty()));
        }
    }

    private void code(ServerRequest request, ServerResponse response) throws Exception {
        switch (reception.receive(request, response)) {
            case Visit.Closed() -> Answer.closed(response);
            case Visit.Over over -> MessagePages.over(response, over);
            case Visit.Inside inside -> Answer.see(response, path(inside.link(), "/message"));
            case Visit.Outside outside -> {
                Optional<Passcode> pending = pending(outside);
                if (pending.isEmpty()) {
                    Answer.see(response, path(outside.link(), ""));
                } else {
                    codePage(response, Status.OK_200, outside, pending.get(), Optional.empty());
                }
            }
        }
    }

    private void sendPasscode(ServerRequest request, ServerResponse response) throws Exception {
        if (form(request, response).isEmpty()) {
            return;
        }
        switch (reception.receive(request, response)) {
            case Visit.Closed() -> Answer.closed(response);
            case Visit.Over over -> MessagePages.over(response, over);
            case Visit.Inside inside -> Answer.see(response, path(inside.link(), "/message"));
            case Visit.Outside outside -> sendPasscode(response, outside);
        }
    }

    private void sendPasscode(ServerResponse response, Visit.Outside outside)
            throws RightsException {
        Access.Granted granted = outside.granted();
        switch (site.passcodes().ask(link(granted), granted.recipient(), outside.browser())) {
            case Passcodes.Asked.TooMany(var limit) -> {
                LOG.warn("No passcode for message {}: limit {}", granted.message(), limit);
                response.header(HeaderNames.RETRY_AFTER, "3600");
                Answer.notice(response, Status.TOO_MANY_REQUESTS_429, Notice.TOO_MANY_PASSCODES);
            }
            case Passcodes.Asked.Made made -> {
                audit(granted, "passcode-sent", "reference " + made.reference());
                if (sent(Answer.words(response), granted, made)) {
                    Answer.see(response, path(outside.link(), "/code"));
                } else {
                    Answer.notice(response, Status.SERVICE_UNAVAILABLE_503, Notice.NOT_SENT);
                }
            }
        }
    }

    private boolean sent(Words words, Access.Granted granted, Passcodes.Asked.Made made) {
        PasscodeMail mail = wording.mail(words, granted, made);
        try {
            site.sender().send(mail);
            LOG.info("Passcode sent for message {}", granted.message());
            return true;
        } catch (IOException e) {
            LOG.error("Passcode for message {} could not be sent", granted.message(), e);
            return false;
        }
    }

    private void open(ServerRequest request, ServerResponse response) throws Exception {
        Optional<Form> form = form(request, response);
        if (form.isEmpty()) {
            return;
        }
        switch (reception.receive(request, response)) {
            case Visit.Closed() -> Answer.closed(response);
            case Visit.Over over -> MessagePages.over(response, over);
            case Visit.Inside inside -> Answer.see(response, path(inside.link(), "/message"));
            case Visit.Outside outside ->
                    open(request, response, outside, form.get().field("passcode"));
        }
    }

    private void open(
            ServerRequest request, ServerResponse response, Visit.Outside outside, String typed)
            throws RightsException {
        Access.Granted granted = outside.granted();
        Optional<Passcode> pending = pending(outside);
        TryVerdict verdict =
                site.passcodes()
                        .attempt(link(granted), granted.recipient(), outside.browser(), typed);
        switch (verdict) {
            case TryVerdict.Accepted() -> {
                audit(granted, "signed-in", "by passcode");
                begin(request, response, outside);
            }
            case TryVerdict.Refused(Reason reason, int left) -> {
                LOG.info("Passcode for message {} refused: {}", granted.message(), reason);
                refused(response, outside, pending, left);
            }
        }
    }

    /** A new session under a new name; the one the browser may have had ends. */
    private void begin(ServerRequest request, ServerResponse response, Visit.Outside outside) {
        reception.cookies().get(request, Cookies.Kind.SESSION).ifPresent(site.sessions()::end);
        String session = site.sessions().begin(outside.granted().recipient());
        reception.cookies().set(response, Cookies.Kind.SESSION, session);
        LOG.info("Reader of message {} signed in", outside.granted().message());
        Answer.see(response, path(outside.link(), "/message"));
    }

    private void refused(
            ServerResponse response, Visit.Outside outside, Optional<Passcode> pending, int left) {
        Words words = Answer.words(response);
        if (left > 0 && pending.isPresent()) {
            String problem = words.of("code.wrong", left);
            codePage(response, Status.FORBIDDEN_403, outside, pending.get(), Optional.of(problem));
        } else {
            Answer.page(
                    response,
                    Status.FORBIDDEN_403,
                    Page.letter(
                            words,
                            outside.link(),
                            Letter.of(outside.granted(), words),
                            Optional.of(words.of("letter.refused"))));
        }
    }

    private static void codePage(
            ServerResponse response,
            Status status,
            Visit.Outside outside,
            Passcode pending,
            Optional<String> problem) {
        Words words = Answer.words(response);
        Letter letter = Letter.of(outside.granted(), words);
        Answer.page(
                response,
                status,
                Page.code(words, outside.link(), letter, pending.reference(), problem));
    }

    /** Reads the form; has answered already when it is empty. */
    private Optional<Form> form(ServerRequest request, ServerResponse response) throws IOException {
        return Routes.form(reception, request, response);
    }

    private Optional<Passcode> pending(Visit.Outside outside) {
        Access.Granted granted = outside.granted();
        return site.passcodes().pending(link(granted), granted.recipient(), outside.browser());
    }

    private void audit(Access.Granted granted, String kind, String detail) throws RightsException {
        site.messages()
                .audit()
                .append(new AuditEvent(kind, granted.message(), granted.recipient(), detail));
    }

    /** What passcodes are counted and kept under: the message; the recipient comes beside it. */
    private static String link(Access.Granted granted) {
        return granted.message().text();
    }

    private static String path(Page.Link link, String rest) {
        return "/m/" + link.token() + rest;
    }
}
