package org.signet.portal.web;

import io.helidon.http.Method;
import io.helidon.http.PathMatchers;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import org.signet.portal.page.Notice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.Optional;

/** What routes have in common. */
final class Routes {
    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

    private Routes() {}

    /** Registers for GET and HEAD. */
    static void get(HttpRules rules, String path, Handler handler) {
        rules.route(
                method -> method.equals(Method.GET) || method.equals(Method.HEAD),
                PathMatchers.create(path),
                handler);
    }

    /** Reads a form of ours; refuses the request and returns empty when it is not. */
    static Optional<Form> form(Reception reception, ServerRequest request, ServerResponse response)
            throws IOException {
        return switch (Form.read(request)) {
            case Form.Body.Fields(Form form) -> ours(reception, request, response, form);
            case Form.Body.TooLong() -> {
                Answer.notice(response, Status.REQUEST_ENTITY_TOO_LARGE_413, Notice.BAD_REQUEST);
                yield Optional.empty();
            }
            case Form.Body.NoForm() -> {
                Answer.notice(response, Status.BAD_REQUEST_400, Notice.BAD_REQUEST);
                yield Optional.empty();
            }
        };
    }

    private static Optional<Form> ours(
            Reception reception, ServerRequest request, ServerResponse response, Form form) {
        FormGuard.Verdict verdict = reception.check(request, form);
        if (verdict == FormGuard.Verdict.OURS) {
            return Optional.of(form);
        }
        LOG.info("Form refused: {}", verdict);
        Answer.notice(response, Status.FORBIDDEN_403, Notice.FORM_NOT_ACCEPTED);
        return Optional.empty();
    }
}
