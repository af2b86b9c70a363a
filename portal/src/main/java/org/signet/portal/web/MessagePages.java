package org.signet.portal.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import org.signet.portal.message.FileName;
import org.signet.portal.message.MessageReader.Delivery;
import org.signet.portal.message.MessageReader.Reading;
import org.signet.portal.message.MessageView;
import org.signet.portal.page.Letter;
import org.signet.portal.page.Notice;
import org.signet.portal.page.Page;
import org.signet.portal.page.Shown;
import org.signet.rights.Access;
import org.signet.rights.licence.Licence;
import org.signet.rights.template.Right;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;

/** The message for a reader who is signed in: page, text in its frame, attachments, sign-out. */
final class MessagePages implements HttpService {
    private static final Logger LOG = LoggerFactory.getLogger(MessagePages.class);

    private final Site site;
    private final Reception reception;

    MessagePages(Site site, Reception reception) {
        this.site = site;
        this.reception = reception;
    }

    @Override
    public void routing(HttpRules rules) {
        Routes.get(rules, "/m/{token}/message", this::message);
        Routes.get(rules, "/m/{token}/body", this::body);
        Routes.get(rules, "/m/{token}/attachment/{number}", this::attachment);
        rules.post("/m/{token}/leave", this::leave);
    }

    private void message(ServerRequest request, ServerResponse response) throws Exception {
        switch (reception.receive(request, response)) {
            case Visit.Closed() -> Answer.closed(response);
            case Visit.Over over -> over(response, over);
            case Visit.Outside outside -> Answer.see(response, "/m/" + outside.link().token());
            case Visit.Inside inside ->
                    read(
                            response,
                            inside,
                            view -> {
                                Licence licence = inside.granted().licence();
                                Shown shown =
                                        Shown.of(
                                                view,
                                                licence.allows(Right.EXTRACT),
                                                licence.allows(Right.PRINT));
                                Letter letter = Letter.of(inside.granted());
                                Answer.page(
                                        response,
                                        Status.OK_200,
                                        Page.message(inside.link(), letter, shown));
                            });
        }
    }

    private void body(ServerRequest request, ServerResponse response) throws Exception {
        switch (reception.receive(request, response)) {
            case Visit.Closed() -> Answer.closed(response);
            case Visit.Over over -> over(response, over);
            case Visit.Outside outside -> notSignedIn(response);
            case Visit.Inside inside ->
                    read(
                            response,
                            inside,
                            view -> {
                                String html = view.html().map(text -> text.html()).orElse("");
                                response.header(SecurityHeaders.MAIL_POLICY);
                                Answer.page(response, Status.OK_200, Page.mailBody(html));
                            });
        }
    }

    private void read(ServerResponse response, Visit.Inside inside, Consumer<MessageView> show)
            throws IOException {
        Reading reading;
        try (InputStream message = site.messages().open(inside.granted())) {
            reading = site.reader().read(message);
        }
        switch (reading) {
            case Reading.Shown(MessageView view) -> show.accept(view);
            case Reading.TooComplex(var bound) -> {
                LOG.warn("Message {} is not shown: bound {}", inside.granted().message(), bound);
                Answer.notice(response, Status.UNPROCESSABLE_CONTENT_422, Notice.TOO_COMPLEX);
            }
        }
    }

    private void attachment(ServerRequest request, ServerResponse response) throws Exception {
        switch (reception.receive(request, response)) {
            case Visit.Closed() -> Answer.closed(response);
            case Visit.Over over -> over(response, over);
            case Visit.Outside outside -> notSignedIn(response);
            case Visit.Inside inside -> {
                if (inside.granted().licence().allows(Right.EXTRACT)) {
                    attachment(response, inside.granted(), number(request));
                } else {
                    Answer.notice(response, Status.FORBIDDEN_403, Notice.NOT_ALLOWED);
                }
            }
        }
    }

    private void attachment(ServerResponse response, Access.Granted granted, int number)
            throws IOException {
        Delivery delivery;
        try (InputStream message = site.messages().open(granted)) {
            delivery = site.reader().copy(message, number, name -> download(response, name));
        }
        switch (delivery) {
            case DELIVERED -> LOG.info("Attachment of message {} saved", granted.message());
            case NO_SUCH_PART ->
                    Answer.notice(response, Status.NOT_FOUND_404, Notice.NO_SUCH_ATTACHMENT);
            case TOO_COMPLEX ->
                    Answer.notice(response, Status.UNPROCESSABLE_CONTENT_422, Notice.TOO_COMPLEX);
        }
    }

    private static OutputStream download(ServerResponse response, FileName name) {
        response.status(Status.OK_200)
                .header(HeaderNames.CONTENT_TYPE, "application/octet-stream")
                .header(HeaderNames.CONTENT_DISPOSITION, name.contentDisposition());
        return response.outputStream();
    }

    private void leave(ServerRequest request, ServerResponse response) throws Exception {
        if (Routes.form(reception, request, response).isEmpty()) {
            return;
        }
        reception.cookies().get(request, Cookies.Kind.SESSION).ifPresent(site.sessions()::end);
        reception.cookies().clear(response, Cookies.Kind.SESSION);
        Answer.notice(response, Status.OK_200, Notice.SIGNED_OUT);
    }

    /** Tells a reader who is signed in why the message cannot be read any more. */
    static void over(ServerResponse response, Visit.Over over) {
        switch (over.why()) {
            case Access.Revoked revoked ->
                    Answer.notice(response, Status.GONE_410, Notice.WITHDRAWN);
            case Access.Expired expired -> Answer.notice(response, Status.GONE_410, Notice.ENDED);
            case Access.Unknown unknown -> Answer.closed(response);
            case Access.Granted granted -> Answer.closed(response);
            case Access.Unavailable unavailable ->
                    Answer.notice(response, Status.SERVICE_UNAVAILABLE_503, Notice.TROUBLE);
        }
    }

    private static void notSignedIn(ServerResponse response) {
        Answer.notice(response, Status.FORBIDDEN_403, Notice.NOT_SIGNED_IN);
    }

    /** The number in the path; 0, which no part has, if it is none. */
    private static int number(ServerRequest request) {
        String number = request.path().pathParameters().get("number");
        return number.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(number) : 0;
    }
}
