package org.signet.portal.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

import org.signet.portal.page.Notice;
import org.signet.portal.reply.Action;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Refuses bodies before they are read: long ones everywhere but where files are sent, and ones that
 * do not say how long they are.
 */
final class BodyLimit implements Filter {
    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (request.headers().contains(HeaderNames.TRANSFER_ENCODING)) {
            refuse(response, Status.LENGTH_REQUIRED_411);
            return;
        }
        OptionalLong length = request.headers().contentLength();
        if (length.orElse(0) > Form.LONGEST_BODY && !takesFiles(request.path().path())) {
            refuse(response, Status.REQUEST_ENTITY_TOO_LARGE_413);
            return;
        }
        chain.proceed();
    }

    private static void refuse(RoutingResponse response, Status status) {
        response.header(HeaderNames.CONNECTION, "close");
        Answer.notice(response, status, Notice.BAD_REQUEST);
    }

    private static boolean takesFiles(String path) {
        return Arrays.stream(Action.values())
                .anyMatch(action -> path.endsWith("/" + action.path()));
    }
}
