package org.signet.portal.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import org.signet.portal.page.Notice;
import org.signet.portal.page.Page;
import org.signet.portal.page.Words;

import java.nio.charset.StandardCharsets;

/** Sends pages and redirections. */
final class Answer {
    private static final String HTML = "text/html; charset=utf-8";

    private Answer() {}

    /** Chooses the language of the answer, which stands in its header from then on. */
    static void speak(ServerRequest request, ServerResponse response) {
        Words words = Words.preferred(request.headers().first(HeaderNames.ACCEPT_LANGUAGE));
        response.header(HeaderNames.CONTENT_LANGUAGE, words.language());
        response.header(HeaderNames.VARY, "Accept-Language");
    }

    /** The words in the language of the answer. */
    static Words words(ServerResponse response) {
        return response.headers()
                .first(HeaderNames.CONTENT_LANGUAGE)
                .map(Words::in)
                .orElse(Words.ENGLISH);
    }

    /** For what is not a page of ours, and in whatever language it is. */
    static void unspoken(ServerResponse response) {
        response.headers().remove(HeaderNames.CONTENT_LANGUAGE);
        response.headers().remove(HeaderNames.VARY);
    }

    static void page(ServerResponse response, Status status, Page page) {
        response.status(status).header(HeaderNames.CONTENT_TYPE, HTML);
        response.send(page.html().getBytes(StandardCharsets.UTF_8));
    }

    static void notice(ServerResponse response, Status status, Notice notice) {
        page(response, status, Page.notice(words(response), notice));
    }

    /** The one answer for every link that opens nothing. */
    static void closed(ServerResponse response) {
        notice(response, Status.NOT_FOUND_404, Notice.NOT_AVAILABLE);
    }

    /** Sends the browser to another page of ours, to be fetched with GET. */
    static void see(ServerResponse response, String path) {
        response.status(Status.SEE_OTHER_303).header(HeaderNames.LOCATION, path);
        response.send();
    }
}
