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
import org.signet.portal.page.Words;
import org.signet.rights.Access;
import org.signet.rights.template.Right;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The message for a reader who is signed in: page, text in its frame, attachments, sign-out. */
final class MessagePages implements HttpService {
    private static final Logger LOG = LoggerFactory.getLogger(MessagePages.class);

    private final Site site;
    private final Reception reception;
    private final BodyCache bodies;

    MessagePages(Site site, Reception reception) {
        this.site = site;
        this.reception = reception;
        this.bodies = new BodyCache(site.messages().clock());
    }

    @Override
    public void routing(HttpRules rules) {
        Routes.get(rules, "/m/{token}/message", this::message);
        Routes.get(rules, "/m/{token}/body", this::body);
        Routes.get(rules, "/m/{token}/attachment/{number}", this::attachment);
        Routes.get(rules, "/m/{token}/attachments.zip", this::bundle);
        Routes.get(rules, "/m/{token}/message.eml", this::export);
        rules.post("/m/{token}/leave", this::leave);
    }

    private void message(ServerRequest request, ServerResponse response) throws Exception {
        switch (reception.receive(request, response)) {
            case Visit.Closed() -> Answer.closed(response);
            case Visit.Over over -> over(response, over);
            case Visit.Outside outside -> Answer.see(response, "/m/" + outside.link().token());
            case Visit.Inside inside -> {
                boolean remote = remotePictures(request);
                read(response, inside, remote, view -> show(request, response, inside, view));
            }
        }
    }

    private void show(
            ServerRequest request, ServerResponse response, Visit.Inside inside, MessageView view) {
        boolean remote = remotePictures(request);
        view.html().ifPresent(html -> bodies.put(key(request, inside, remote), html.html()));
        Words words = Answer.words(response);
        Shown shown = Shown.of(view, inside.granted().licence(), remote, words);
        Letter letter = Letter.of(inside.granted(), words);
        Answer.page(response, Status.OK_200, Page.message(words, inside.link(), letter, shown));
    }

    private void body(ServerRequest request, ServerResponse response) throws Exception {
        switch (reception.receive(request, response)) {
            case Visit.Closed() -> Answer.closed(response);
            case Visit.Over over -> over(response, over);
            case Visit.Outside outside -> notSignedIn(response);
            case Visit.Inside inside -> {
                boolean remote = remotePictures(request);
                Optional<String> kept = bodies.take(key(request, inside, remote));
                if (kept.isPresent()) {
                    body(response, remote, kept.get());
                } else {
                    read(
                            response,
                            inside,
                            remote,
                            view ->
                                    body(
                                            response,
                                            remote,
                                            view.html().map(text -> text.html()).orElse("")));
                }
            }
        }
    }

    private static void body(ServerResponse response, boolean remote, String html) {
        Answer.unspoken(response);
        response.header(remote ? SecurityHeaders.MAIL_POLICY_REMOTE : SecurityHeaders.MAIL_POLICY);
        Answer.page(response, Status.OK_200, Page.mailBody(html));
    }

    /** Whether the reader asked for pictures from elsewhere. */
    private static boolean remotePictures(ServerRequest request) {
        return request.query().first("pictures").filter("remote"::equals).isPresent();
    }

    private BodyCache.Key key(ServerRequest request, Visit.Inside inside, boolean remote) {
        String session = reception.cookies().get(request, Cookies.Kind.SESSION).orElse("");
        return new BodyCache.Key(session, inside.granted().message().text(), remote);
    }

    private void read(
            ServerResponse response,
            Visit.Inside inside,
            boolean remote,
            Consumer<MessageView> show)
            throws IOException {
        Reading reading;
        try (InputStream message = site.messages().open(inside.granted())) {
            reading = site.reader().read(message, remote);
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

    private void bundle(ServerRequest request, ServerResponse response) throws Exception {
        switch (reception.receive(request, response)) {
            case Visit.Closed() -> Answer.closed(response);
            case Visit.Over over -> over(response, over);
            case Visit.Outside outside -> notSignedIn(response);
            case Visit.Inside inside -> {
                if (inside.granted().licence().allows(Right.EXTRACT)) {
                    bundle(response, inside);
                } else {
                    Answer.notice(response, Status.FORBIDDEN_403, Notice.NOT_ALLOWED);
                }
            }
        }
    }

    private void bundle(ServerResponse response, Visit.Inside inside) throws IOException {
        Set<Integer> wanted = new HashSet<>();
        read(
                response,
                inside,
                false,
                view -> view.attachments().forEach(part -> wanted.add(part.number())));
        if (wanted.isEmpty()) {
            if (!response.isSent()) {
                Answer.notice(response, Status.NOT_FOUND_404, Notice.NO_SUCH_ATTACHMENT);
            }
            return;
        }
        try (InputStream message = site.messages().open(inside.granted())) {
            FileName name = FileName.of(Optional.of("attachments.zip"), 0, "");
            Bundle bundle = new Bundle(download(response, name));
            Delivery delivery =
                    site.reader()
                            .attachments(
                                    message,
                                    wanted,
                                    (file, type, content) -> bundle.add(file, content));
            if (delivery != Delivery.DELIVERED) {
                throw new IOException("the attachments cannot be read to the end: " + delivery);
            }
            bundle.finish();
        }
        LOG.info("Attachments of message {} saved", inside.granted().message());
    }

    private void export(ServerRequest request, ServerResponse response) throws Exception {
        switch (reception.receive(request, response)) {
            case Visit.Closed() -> Answer.closed(response);
            case Visit.Over over -> over(response, over);
            case Visit.Outside outside -> notSignedIn(response);
            case Visit.Inside inside -> {
                if (inside.granted().licence().allows(Right.EXPORT)) {
                    export(response, inside.granted());
                } else {
                    Answer.notice(response, Status.FORBIDDEN_403, Notice.EXPORT_NOT_ALLOWED);
                }
            }
        }
    }

    private void export(ServerResponse response, Access.Granted granted) throws IOException {
        try (InputStream message = site.messages().open(granted);
                OutputStream output =
                        download(response, FileName.of(Optional.of("message.eml"), 0, ""))) {
            message.transferTo(output);
        }
        LOG.info("Message {} exported", granted.message());
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
        Answer.unspoken(response);
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
