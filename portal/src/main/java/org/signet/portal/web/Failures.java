package org.signet.portal.web;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import org.jdbi.v3.core.JdbiException;
import org.signet.portal.page.Notice;
import org.signet.portal.page.Page;
import org.signet.portal.page.Words;
import org.signet.rights.RightsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;

/** Turns whatever goes wrong into a page that shows nothing, and a line in the log. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static void register(HttpRouting.Builder routing) {
        routing.error(StoreDownException.class, Failures::storeDown)
                .error(JdbiException.class, Failures::storeDown)
                .error(RightsException.class, Failures::rights)
                .error(Throwable.class, Failures::unexpected);
    }

    private static void storeDown(ServerRequest request, ServerResponse response, Exception e) {
        LOG.error("The store does not answer: {}", e.getMessage());
        Answer.notice(response, Status.SERVICE_UNAVAILABLE_503, Notice.TROUBLE);
    }

    private static void rights(ServerRequest request, ServerResponse response, RightsException e) {
        LOG.error("A message could not be opened: {} {}", e.reason(), e.getMessage());
        switch (e.reason()) {
            case NO_LONGER_GRANTED ->
                    Answer.notice(response, Status.GONE_410, Notice.NOT_AVAILABLE);
            case TAMPERED ->
                    Answer.notice(response, Status.INTERNAL_SERVER_ERROR_500, Notice.DAMAGED);
            case UNAVAILABLE, MISCONFIGURED ->
                    Answer.notice(response, Status.SERVICE_UNAVAILABLE_503, Notice.TROUBLE);
        }
    }

    private static void unexpected(ServerRequest request, ServerResponse response, Throwable e) {
        LOG.error("A request failed", e);
        Answer.notice(response, Status.INTERNAL_SERVER_ERROR_500, Notice.TROUBLE);
    }

    /** Answers to requests that never reach a route, such as malformed ones. */
    static DirectHandlers direct(SecurityHeaders headers) {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType event : DirectHandler.EventType.values()) {
            handlers.addHandler(
                    event,
                    (request, type, status, given, message) ->
                            direct(headers, status, given, type, words(request)));
        }
        return handlers.build();
    }

    private static Words words(DirectHandler.TransportRequest request) {
        return Words.preferred(request.headers().first(HeaderNames.ACCEPT_LANGUAGE));
    }

    private static DirectHandler.TransportResponse direct(
            SecurityHeaders headers,
            Status status,
            ServerResponseHeaders given,
            DirectHandler.EventType type,
            Words words) {
        headers.forEach(given::set);
        given.set(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");
        Notice notice = status.code() < 500 ? Notice.BAD_REQUEST : Notice.TROUBLE;
        return DirectHandler.TransportResponse.builder()
                .status(status)
                .headers(given)
                .keepAlive(type.keepAlive())
                .entity(Page.notice(words, notice).html().getBytes(StandardCharsets.UTF_8))
                .build();
    }
}
