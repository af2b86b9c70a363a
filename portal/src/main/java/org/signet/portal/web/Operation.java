package org.signet.portal.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import org.signet.rights.Access;
import org.signet.rights.LinkToken;

/** What those who run the portal ask it: whether it lives, and whether it can serve readers. */
final class Operation implements HttpService {
    private final Site site;

    Operation(Site site) {
        this.site = site;
    }

    @Override
    public void routing(HttpRules rules) {
        Routes.get(rules, "/live", (request, response) -> answer(response, Status.OK_200, "live"));
        Routes.get(rules, "/ready", this::ready);
    }

    /** A link that nobody has is looked up, in the way of every request. */
    private void ready(ServerRequest request, ServerResponse response) {
        Access access = site.messages().find(LinkToken.random(site.random()));
        if (access instanceof Access.Unavailable) {
            answer(response, Status.SERVICE_UNAVAILABLE_503, "store unavailable");
        } else {
            answer(response, Status.OK_200, "ready");
        }
    }

    private static void answer(ServerResponse response, Status status, String word) {
        Answer.unspoken(response);
        response.status(status).header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
        response.send(word + "\n");
    }
}
