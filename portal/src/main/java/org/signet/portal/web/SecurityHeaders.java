package org.signet.portal.web;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The header fields that every response carries, whatever it is. */
final class SecurityHeaders {
    /** For pages: nothing but our own style sheet, picture, forms and frame. */
    static final Header PAGE_POLICY =
            policy(
                    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
                            + " frame-src 'self'; frame-ancestors 'none'; base-uri 'none'");

    /**
     * For the text of a mail: inline styling and nothing else, in an origin of its own. {@code
     * sandbox} without {@code allow-scripts}, {@code allow-same-origin} and {@code allow-forms}.
     */
    static final Header MAIL_POLICY = mailPolicy("data:");

    /** The same when the reader asked for pictures from elsewhere. */
    static final Header MAIL_POLICY_REMOTE = mailPolicy("data: https:");

    private static final Header STRICT_TRANSPORT =
            header("Strict-Transport-Security", "max-age=31536000");

    private final List<Header> always;

    SecurityHeaders(boolean https) {
        List<Header> headers =
                new ArrayList<>(
                        List.of(
                                PAGE_POLICY,
                                header("Referrer-Policy", "no-referrer"),
                                header("Cache-Control", "no-store"),
                                header("X-Content-Type-Options", "nosniff"),
                                header("X-Frame-Options", "SAMEORIGIN"),
                                header("Cross-Origin-Opener-Policy", "same-origin"),
                                header("Cross-Origin-Resource-Policy", "same-origin"),
                                header("Permissions-Policy", "camera=(), geolocation=()"),
                                header("X-Robots-Tag", "noindex, nofollow, noarchive")));
        if (https) {
            headers.add(STRICT_TRANSPORT);
        }
        always = List.copyOf(headers);
    }

    /** Hands over each header; what a handler sets later under the same name counts instead. */
    void forEach(Consumer<Header> setter) {
        always.forEach(setter);
    }

    private static Header mailPolicy(String pictures) {
        return policy(
                "default-src 'none'; style-src 'unsafe-inline'; img-src "
                        + pictures
                        + "; form-action 'none'; frame-ancestors 'self'; base-uri 'none'; sandbox"
                        + " allow-popups allow-popups-to-escape-sandbox");
    }

    private static Header policy(String value) {
        return header("Content-Security-Policy", value);
    }

    private static Header header(String name, String value) {
        return HeaderValues.create(HeaderNames.create(name), value);
    }
}
