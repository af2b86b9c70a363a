/**
 * The HTTP side of the portal: routes, cookies, forms, security headers, error pages.
 *
 * <p>Addresses: {@code GET /m/<token>} says who wrote; {@code POST /m/<token>/passcode} sends a
 * passcode; {@code GET /m/<token>/code} asks for it; {@code POST /m/<token>/open} takes it and
 * begins a session; {@code GET /m/<token>/message} shows the message, {@code .../body} is the
 * document in its frame, {@code .../attachment/<n>} one attachment; {@code POST /m/<token>/leave}
 * ends the session; {@code /m/<token>/reply}, {@code reply-all} and {@code forward} show the page
 * to write on and take what was written. {@code HEAD} is answered like {@code GET} (RFC 9110
 * §9.3.2). {@code GET} and {@code HEAD} send nothing and use nothing up.
 *
 * <p>Two cookies: one names the browser, so that a passcode works only where it was asked for; one
 * names the session. Both are {@code HttpOnly} and {@code SameSite=Lax}: {@code Strict} would keep
 * them back when a reader comes from a link in a mail. Over https their names begin with {@code
 * __Host-} and they are {@code Secure}; over http, which the settings allow on loopback only, a
 * browser would refuse such names, so plain ones are used.
 *
 * <p>Every form carries a keyed digest of browser cookie and link, and a request that names another
 * site in {@code Origin} or {@code Sec-Fetch-Site} is refused. {@code Origin} may be {@code null}:
 * that is what browsers send under {@code Referrer-Policy: no-referrer}. Addresses are built from
 * paths alone and never from the {@code Host} field.
 *
 * <p>The text of a mail is framed with {@code sandbox} and without {@code allow-scripts} or {@code
 * allow-same-origin}, and its document says the same once more in its own Content-Security-Policy,
 * for whoever opens it outside the frame.
 *
 * <p>Logs name messages by their id and say what happened; never a token, passcode, cookie, address
 * of a reader, or anything out of a message.
 *
 * <p>Not done: limits by network address, TLS and HTTP/2 by the portal itself.
 */
@NullMarked
package org.signet.portal.web;

import org.jspecify.annotations.NullMarked;
