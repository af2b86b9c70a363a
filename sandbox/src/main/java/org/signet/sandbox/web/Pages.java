package org.signet.sandbox.web;

import org.signet.sandbox.mailbox.ReceivedMail;
import org.signet.sandbox.smtp.Fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pages for people: mail list, one mail, hosts with their faults. */
final class Pages {
    private final Site site;
    private final byte[] style;

    Pages(Site site) {
        this.site = site;
        try (InputStream resource = Pages.class.getResourceAsStream("style.css")) {
            if (resource == null) {
                throw new IllegalStateException("style.css is missing beside " + Pages.class);
            }
            this.style = resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Response answer(Request request) {
        return switch (request.method()) {
            case "GET" -> show(request);
            case "POST" -> change(request);
            default -> message(405, "Only GET and POST.").with("Allow", "GET, POST");
        };
    }

    private Response show(Request request) {
        List<String> path = request.path();
        return switch (path.isEmpty() ? "" : path.get(0)) {
            case "" -> mails(request.query().containsKey("paused"));
            case "mails" -> path.size() == 2 ? mail(path.get(1)) : notFound();
            case "hosts" -> path.size() == 1 ? hosts() : notFound();
            case "style.css" -> Response.of(200, "text/css; charset=utf-8", style);
            default -> notFound();
        };
    }

    private Response mails(boolean paused) {
        List<ReceivedMail> mails = site.mailbox().mails().reversed();
        return Response.html(
                200, Layout.page("Mail", "mail", !paused, MailPages.list(site, mails, paused)));
    }

    private Response mail(String id) {
        Optional<ReceivedMail> mail = site.mailbox().mail(id);
        return mail.isEmpty()
                ? message(404, "This mail is not here, or not any more.")
                : Response.html(
                        200,
                        Layout.page("Mail " + id, "mail", false, MailPages.one(site, mail.get())));
    }

    private Response hosts() {
        return Response.html(200, Layout.page("Hosts", "hosts", false, HostPage.render(site)));
    }

    private Response change(Request request) {
        Map<String, String> form = request.form();
        if (request.path().equals(List.of("clear"))) {
            site.mailbox().clear();
            return Response.seeOther("/");
        }
        if (request.path().equals(List.of("faults"))
                && site.domain(form.getOrDefault("domain", "")).isPresent()) {
            Fault fault = Fault.of(FaultText.kind(form.getOrDefault("fault", "")));
            site.faults().set(form.getOrDefault("domain", ""), fault);
            return Response.seeOther("/hosts");
        }
        return notFound();
    }

    private static Response notFound() {
        return message(404, "There is nothing here.");
    }

    private static Response message(int status, String text) {
        String content = "<p class=\"empty\">" + Html.escape(text) + "</p>";
        return Response.html(status, Layout.page("Sandbox", "", false, content));
    }
}
