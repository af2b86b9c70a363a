package org.signet.portal.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;

import org.signet.portal.page.Notice;
import org.signet.portal.page.Page;

import java.nio.charset.StandardCharsets;

/** Sends pages and redirections. */
final class Answer {
    private static final String HTML = "text/html; charset=utf-8";

    private Answer() {}

    static void page(ServerResponse response, Status status, Page page) {
        response.status(status).header(HeaderNames.CONTENT_TYPE, HTML);
        response.send(page.html().getBytes(StandardCharsets.UTF_8));
    }

    static void notice(ServerResponse response, Status status, Notice notice) {
        page(response, status, Page.notice(notice));
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
