package org.signet.portal.web;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import org.signet.portal.page.Page;
import org.signet.portal.session.SessionRules.Verdict;
import org.signet.rights.Access;
import org.signet.rights.LinkToken;

import java.util.Base64;
import java.util.Optional;

/** Receives a request that names a link: what is the link worth now, and who asks. */
final class Reception {
    private static final int COOKIE_BYTES = 32;

    private final Site site;
    private final Cookies cookies;
    private final FormGuard guard;

    Reception(Site site) {
        this.site = site;
        this.cookies = new Cookies(site.settings().https());
        this.guard = new FormGuard(site.key(), site.settings().publicUrl());
    }

    Cookies cookies() {
        return cookies;
    }

    /** Looks at link and session. Steps and answer are the same for every link that is not good. */
    Visit receive(ServerRequest request, ServerResponse response) throws StoreDownException {
        String token = token(request);
        Optional<LinkToken> parsed = LinkToken.parse(token);
        Access access =
                parsed.isEmpty() ? new Access.Unknown() : site.messages().find(parsed.get());
        return switch (access) {
            case Access.Granted granted -> granted(request, response, granted, token);
            case Access.Expired expired -> ended(request, expired, expired.recipient());
            case Access.Revoked revoked -> ended(request, revoked, revoked.recipient());
            case Access.Unknown unknown -> ended(request, unknown, "");
            case Access.Unavailable(String cause) -> throw new StoreDownException(cause);
        };
    }

    private Visit granted(
            ServerRequest request, ServerResponse response, Access.Granted granted, String token) {
        String browser = browser(request, response);
        Page.Link link = new Page.Link(token, guard.proof(browser, token));
        return signedIn(request, granted.recipient())
                ? new Visit.Inside(granted, link, browser)
                : new Visit.Outside(granted, link, browser);
    }

    private Visit ended(ServerRequest request, Access why, String recipient) {
        return signedIn(request, recipient) ? new Visit.Over(why) : new Visit.Closed();
    }

    private boolean signedIn(ServerRequest request, String recipient) {
        Optional<String> session = cookies.get(request, Cookies.Kind.SESSION);
        return site.sessions().check(session, recipient) instanceof Verdict.Live;
    }

    /** Whether a form was sent by a page of ours, in this browser. */
    FormGuard.Verdict check(ServerRequest request, Form form) {
        return check(request, form.field("proof"));
    }

    private FormGuard.Verdict check(ServerRequest request, String proof) {
        return guard.check(
                new FormGuard.Source(
                        request.headers().first(HeaderNames.ORIGIN),
                        request.headers().first(HeaderNames.create("Sec-Fetch-Site")),
                        cookies.get(request, Cookies.Kind.BROWSER)),
                token(request),
                proof);
    }

    /** Whether a form with this proof is ours. */
    boolean ours(ServerRequest request, String proof) {
        return check(request, proof) == FormGuard.Verdict.OURS;
    }

    /** Whether the browser says nothing of another site; known before the form is read. */
    boolean sameSite(ServerRequest request) {
        return check(request, "") != FormGuard.Verdict.FOREIGN_SITE;
    }

    static String token(ServerRequest request) {
        return request.path().pathParameters().get("token");
    }

    /** The name of the browser: the cookie it sent, or a new one. Nothing of it is stored. */
    private String browser(ServerRequest request, ServerResponse response) {
        Optional<String> known = cookies.get(request, Cookies.Kind.BROWSER);
        if (known.isPresent()) {
            return known.get();
        }
        byte[] bytes = new byte[COOKIE_BYTES];
        site.random().nextBytes(bytes);
        String made = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        cookies.set(response, Cookies.Kind.BROWSER, made);
        return made;
    }
}
