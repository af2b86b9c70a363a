package org.signet.sandbox.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.signet.sandbox.dns.DnsFault;
import org.signet.sandbox.mailbox.ReceivedMail;
import org.signet.sandbox.recipient.RecipientDomain;
import org.signet.sandbox.smtp.Fault;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The interface for programs: everything under {@code /api/}. */
final class Api {
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private final Site site;
    private final JsonViews views;

    Api(Site site) {
        this.site = site;
        this.views = new JsonViews(JSON, site);
    }

    Response answer(Request request) {
        List<String> path = request.path().subList(1, request.path().size());
        try {
            return switch (path.isEmpty() ? "" : path.get(0)) {
                case "health" -> path.size() == 1 ? health(request) : notFound();
                case "mails" -> mails(request, path);
                case "hosts" -> path.size() == 1 ? hosts(request) : notFound();
                case "faults" -> faults(request, path);
                case "dns-faults" -> dnsFaults(request, path);
                default -> notFound();
            };
        } catch (BadRequest e) {
            return error(400, e.reason());
        }
    }

    private Response health(Request request) {
        return request.method().equals("GET") ? json(200, views.health()) : wrongMethod("GET");
    }

    private Response hosts(Request request) {
        return request.method().equals("GET") ? json(200, views.hosts()) : wrongMethod("GET");
    }

    private Response mails(Request request, List<String> path) {
        if (path.size() == 1) {
            return switch (request.method()) {
                case "GET" -> json(200, views.mails(recipient(request.query())));
                case "DELETE" -> {
                    site.mailbox().clear();
                    yield json(200, views.mails(Optional.empty()));
                }
                default -> wrongMethod("GET, DELETE");
            };
        }
        Optional<ReceivedMail> mail = site.mailbox().mail(path.get(1));
        boolean source = path.size() == 3 && path.get(2).equals("source");
        if (mail.isEmpty() || (path.size() > 2 && !source)) {
            return notFound();
        }
        if (!request.method().equals("GET")) {
            return wrongMethod("GET");
        }
        return source
                ? Response.of(200, "message/rfc822", mail.get().source())
                        .with(
                                "Content-Disposition",
                                "attachment; filename=\"mail-" + mail.get().id() + ".eml\"")
                : json(200, views.mail(mail.get()));
    }

    private static Optional<String> recipient(Map<String, String> query) {
        if (!Set.of("rcpt").containsAll(query.keySet())) {
            throw new BadRequest("unknown parameter in " + query.keySet() + "; allowed: rcpt");
        }
        return Optional.ofNullable(query.get("rcpt"));
    }

    private Response faults(Request request, List<String> path) {
        if (path.size() == 1) {
            return request.method().equals("GET") ? json(200, views.faults()) : wrongMethod("GET");
        }
        Optional<RecipientDomain> domain = site.domain(path.get(1));
        if (domain.isEmpty() || path.size() > 2) {
            return notFound();
        }
        String name = domain.get().name();
        if (request.method().equals("PUT")) {
            site.faults().set(name, fault(request.body()));
        } else if (!request.method().equals("GET")) {
            return wrongMethod("GET, PUT");
        }
        return json(200, views.fault(site.faults().of(name)));
    }

    /** Any name will do: a fault may strike the root, a host or what does not exist. */
    private Response dnsFaults(Request request, List<String> path) {
        if (path.size() == 1) {
            return request.method().equals("GET")
                    ? json(200, views.dnsFaults())
                    : wrongMethod("GET");
        }
        if (path.size() > 2) {
            return notFound();
        }
        if (request.method().equals("PUT")) {
            ObjectNode object =
                    object(request.body(), FaultText.dnsKinds(), List.of("fault", "count"));
            site.dnsFaults()
                    .set(
                            path.get(1),
                            new DnsFault(
                                    FaultText.dnsKind(object.path("fault").textValue()),
                                    (int) number(object, "count", 0, Integer.MAX_VALUE)));
        } else if (!request.method().equals("GET")) {
            return wrongMethod("GET, PUT");
        }
        return json(200, views.dnsFault(site.dnsFaults().of(path.get(1))));
    }

    private static Fault fault(String body) {
        ObjectNode object =
                object(body, FaultText.kinds(), List.of("fault", "stage", "count", "delayMillis"));
        return FaultText.make(
                FaultText.kind(object.path("fault").textValue()),
                object.has("stage")
                        ? FaultText.stage(object.path("stage").asText())
                        : Fault.Stage.RCPT,
                (int) number(object, "count", 0, Integer.MAX_VALUE),
                number(
                        object,
                        "delayMillis",
                        Fault.STANDARD_DELAY.toMillis(),
                        Fault.MAX_DELAY.toMillis()));
    }

    private static ObjectNode object(String body, List<String> kinds, List<String> known) {
        JsonNode node;
        try {
            node = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new BadRequest("not JSON: " + e.getOriginalMessage());
        }
        if (!(node instanceof ObjectNode object) || !object.path("fault").isTextual()) {
            throw new BadRequest(
                    "expected an object such as {\"fault\": \""
                            + kinds.get(1)
                            + "\"}; allowed: "
                            + String.join(", ", kinds));
        }
        object.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!known.contains(name)) {
                                throw new BadRequest(
                                        "unknown member '"
                                                + name
                                                + "'; allowed: "
                                                + String.join(", ", known));
                            }
                        });
        return object;
    }

    private static long number(ObjectNode object, String name, long standard, long max) {
        JsonNode value = object.path(name);
        if (value.isMissingNode()) {
            return standard;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new BadRequest(name + " is not a whole number");
        }
        if (value.longValue() < 0 || value.longValue() > max) {
            throw new BadRequest(name + " is " + value + "; allowed: 0 to " + max);
        }
        return value.longValue();
    }

    private static Response notFound() {
        return error(404, "nothing here");
    }

    private static Response wrongMethod(String allowed) {
        return error(405, "allowed: " + allowed).with("Allow", allowed);
    }

    private static Response error(int status, String message) {
        return json(status, JSON.createObjectNode().put("error", message));
    }

    private static Response json(int status, JsonNode node) {
        return Response.text(status, "application/json", node.toPrettyString() + "\n");
    }
}
