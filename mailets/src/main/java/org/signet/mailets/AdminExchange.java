package org.signet.mailets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.signet.mailets.AdminRefusal.Kind;
import org.signet.smime.pem.UnusableFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import spark.Request;
import spark.Response;
import spark.Route;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request to Signet's part of James's WebAdmin: what all routes have in common.
 *
 * <p>Routes are classes that {@code extensions.routes} of {@code webadmin.properties} names. James
 * asks whoever calls for what {@code webadmin.properties} demands, before a route is called; the
 * name that came out of it stands in the audit lines.
 *
 * <p>Only what Spark 2.9 (James 3.8) and 3.0 (James 3.9) have in common is used; above all not
 * {@code Request.raw()}, whose type differs.
 */
final class AdminExchange {
    /** What a route does; errors are answered in one place. */
    @FunctionalInterface
    interface Handler {
        /** Returns what becomes the JSON of the answer; nothing for an answer without body. */
        Optional<Object> handle(AdminExchange exchange)
                throws AdminRefusal, IOException, UnusableFileException;
    }

    private static final Logger LOGGER = LoggerFactory.getLogger(AdminExchange.class);
    private static final Logger AUDIT = LoggerFactory.getLogger("org.signet.audit");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Request request;
    private final Response response;

    private AdminExchange(Request request, Response response) {
        this.request = request;
        this.response = response;
    }

    static Route route(Handler handler) {
        return (request, response) -> new AdminExchange(request, response).answer(handler);
    }

    private String answer(Handler handler) throws JsonProcessingException {
        response.type("application/json");
        try {
            Optional<Object> body = handler.handle(this);
            if (body.isEmpty()) {
                response.status(204);
                return "";
            }
            return JSON.writeValueAsString(body.get());
        } catch (AdminRefusal e) {
            return error(e.kind(), e.why());
        } catch (IOException | UnusableFileException e) {
            LOGGER.error("{} {} failed", request.requestMethod(), request.pathInfo(), e);
            return error(
                    Kind.SERVER_ERROR,
                    e instanceof UnusableFileException file ? file.why() : e.toString());
        }
    }

    /** In the form of James's own errors. */
    private String error(Kind kind, String message) throws JsonProcessingException {
        response.status(kind.status());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("statusCode", kind.status());
        body.put("type", kind.type());
        body.put("message", message);
        return JSON.writeValueAsString(body);
    }

    void created(String location) {
        response.status(201);
        response.header("Location", location);
    }

    /** A part of the path that the route gives a name. */
    String path(String name) {
        return Optional.ofNullable(request.params(":" + name)).orElse("");
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(request.queryParams(name));
    }

    /** A number of the query. */
    Optional<Integer> number(String name, int least, int most) throws AdminRefusal {
        Optional<String> text = query(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return Optional.of(number);
            }
        } catch (NumberFormatException notANumber) {
            throw outside(name, text.get(), least, most);
        }
        throw outside(name, text.get(), least, most);
    }

    private static AdminRefusal outside(String name, String text, int least, int most) {
        return new AdminRefusal(
                Kind.INVALID_ARGUMENT,
                "%s: «%s» is no number from %d to %d".formatted(name, text, least, most));
    }

    /** The body, of which no more is read than is allowed. */
    byte[] body(int most) throws AdminRefusal {
        int length = request.contentLength();
        if (length < 0) {
            throw new AdminRefusal(Kind.LENGTH_REQUIRED, "the request says no Content-Length");
        }
        if (length > most) {
            throw new AdminRefusal(
                    Kind.TOO_LARGE, "%d bytes; allowed are %d".formatted(length, most));
        }
        return request.bodyAsBytes();
    }

    /** Who calls, by what James has found out; {@code webadmin} where it asks for no name. */
    String who() {
        String login = request.attribute("LOGIN");
        return login == null || login.isBlank() ? "webadmin" : printable(login);
    }

    /** One line of words that do not change, from the same logger as what becomes of mail. */
    void audit(String action, String what) {
        AUDIT.info("action={} {} by={}", action, printable(what), who());
    }

    private static String printable(String text) {
        return text.replaceAll("[^\\x21-\\x7e]", "?");
    }
}
