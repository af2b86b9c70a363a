package org.signet.sandbox.web;

import org.signet.sandbox.recipient.RecipientDomain;
import org.signet.sandbox.recipient.RecipientDomain.Security;
import org.signet.sandbox.recipient.Tlsa;
import org.signet.sandbox.smtp.Fault;

import java.util.stream.Collectors;

/** The page of all recipient domains with their facts and faults. */
final class HostPage {
    private HostPage() {}

    static String render(Site site) {
        String intro =
                """
                <div class="bar"><h1>Hosts</h1><span class="count">%d</span></div>
                <p class="intro">Mail on port <code>%d</code>, DNS on <code>%s:%d</code>.</p>
                """
                        .formatted(
                                site.domains().size(),
                                site.smtpPort(),
                                Html.escape(site.dns().getAddress().getHostAddress()),
                                site.dns().getPort());
        return site.domains().stream()
                .map(domain -> card(site, domain))
                .collect(Collectors.joining("\n", intro + "<div class=\"cards\">\n", "\n</div>"));
    }

    private static String card(Site site, RecipientDomain domain) {
        return """
        <article>
        <h2>%s</h2>
        <p>%s</p>
        <p class="expect">Expected: %s.</p>
        <p class="facts">%s</p>
        %s
        %s
        </article>"""
                .formatted(
                        Html.escape(domain.name()),
                        Html.escape(domain.story().facts()),
                        Html.escape(domain.story().expectation().words()),
                        badges(domain),
                        facts(site, domain),
                        faultForm(site, domain));
    }

    private static String badges(RecipientDomain domain) {
        return Html.badge(
                        domain.signed() ? "good" : "plain",
                        domain.signed() ? "DNSSEC" : "unsigned zone")
                + Html.badge(
                        domain.tls().isPresent() ? "good" : "bad",
                        domain.tls().isPresent() ? "STARTTLS" : "no STARTTLS")
                + (domain.dns().security() == Security.FORGED_TLSA
                        ? Html.badge("bad", "forged TLSA")
                        : "");
    }

    private static String facts(Site site, RecipientDomain domain) {
        StringBuilder rows = new StringBuilder("<dl>");
        row(rows, "MX", domain.mxName() + " (" + domain.address() + ")");
        for (Tlsa tlsa : domain.dns().tlsa()) {
            row(rows, "TLSA", site.tlsaName(domain) + "  " + tlsa);
        }
        domain.chain()
                .forEach(link -> row(rows, "Shows", link.getSubjectX500Principal().getName()));
        return rows.append("</dl>").toString();
    }

    private static void row(StringBuilder rows, String name, String value) {
        rows.append("<dt>")
                .append(name)
                .append("</dt><dd><code>")
                .append(Html.escape(value))
                .append("</code></dd>");
    }

    private static String faultForm(Site site, RecipientDomain domain) {
        Fault now = site.faults().of(domain.name());
        String options =
                FaultText.kinds().stream()
                        .map(
                                kind ->
                                        "<option%s>%s</option>"
                                                .formatted(
                                                        kind.equals(FaultText.word(now.kind()))
                                                                ? " selected"
                                                                : "",
                                                        kind))
                        .collect(Collectors.joining());
        return """
        <form method="post" action="/faults"%s>
        <input type="hidden" name="domain" value="%s">
        <label>Fault <select name="fault">%s</select></label>
        <button>Set</button>
        </form>"""
                .formatted(
                        now.kind() == Fault.Kind.NONE ? "" : " class=\"faulty\"",
                        Html.escape(domain.name()),
                        options);
    }
}
