package org.signet.portal.web;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The two cookies of the portal (RFC 6265 §4). */
final class Cookies {
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final boolean https;

    Cookies(boolean https) {
        this.https = https;
    }

    /** The cookies by what they name. */
    enum Kind {
        BROWSER("signet-browser"),
        SESSION("signet-session");

        private final String name;

        Kind(String name) {
            this.name = name;
        }
    }

    String name(Kind kind) {
        return https ? "__Host-" + kind.name : kind.name;
    }

    /** The value that came with the request, if it has the form of one of ours. */
    Optional<String> get(ServerRequest request, Kind kind) {
        String start = name(kind) + "=";
        List<String> lines = request.headers().values(HeaderNames.COOKIE);
        for (String line : lines) {
            for (String pair : line.split(";", -1)) {
                String cookie = pair.strip();
                if (cookie.startsWith(start)) {
                    String value = cookie.substring(start.length());
                    return SECRET.matcher(value).matches() ? Optional.of(value) : Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /** Sets a cookie that lasts as long as the browser is open. */
    void set(ServerResponse response, Kind kind, String value) {
        add(response, name(kind) + "=" + value + attributes());
    }

    void clear(ServerResponse response, Kind kind) {
        add(response, name(kind) + "=" + attributes() + "; Max-Age=0");
    }

    private String attributes() {
        return "; Path=/; HttpOnly; SameSite=Lax" + (https ? "; Secure" : "");
    }

    private static void add(ServerResponse response, String cookie) {
        response.headers().add(HeaderNames.SET_COOKIE, cookie);
    }
}
