package org.signet.mailets;

import jakarta.inject.Inject;

import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.utils.PropertiesProvider;
import org.apache.james.webadmin.Routes;
import org.signet.mailets.AdminRefusal.Kind;
import org.signet.smime.certificate.Mailbox;
import org.signet.smime.pem.UnusableFileException;
import org.signet.smime.store.Addition;
import org.signet.smime.store.CertificateFacts;
import org.signet.smime.store.ManagedCertificates;
import org.signet.smime.store.ManagedCertificates.Added;
import org.signet.smime.store.ManagedCertificates.Query;
import org.signet.smime.store.ManagedCertificates.Removal;
import org.signet.smime.store.Mark;
import org.signet.smime.store.MarkLine;
import org.signet.smime.store.Marked;
import org.signet.smime.store.Note;
import org.signet.smime.trust.Fingerprint;

import spark.Service;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The certificates of recipients in James's WebAdmin, below {@code /signet/certificates}.
 *
 * <p>Enabled by a line of {@code webadmin.properties}; which folders it is about stands in {@code
 * conf/signet-certificates.properties}:
 *
 * <pre>{@code extensions.routes=org.signet.mailets.CertificateRoutes}</pre>
 *
 * <table>
 *   <caption>Requests</caption>
 *   <tr><td>{@code GET /}</td><td>lists; {@code address}, {@code expiring} (days), {@code offset},
 *     {@code limit}</td></tr>
 *   <tr><td>{@code POST /}</td><td>adds the certificate in the body, PEM or DER</td></tr>
 *   <tr><td>{@code GET, DELETE /<fingerprint>}</td><td>tells about one, removes it</td></tr>
 *   <tr><td>{@code GET /blocked, /trusted}</td><td>lists the marks</td></tr>
 *   <tr><td>{@code PUT, DELETE /<fingerprint>/blocked, .../trusted}</td><td>marks one, with {@code
 *     reason}, or takes the mark away</td></tr>
 * </table>
 */
public final class CertificateRoutes implements Routes {
    static final String BASE = "/signet/certificates";
    private static final String ONE = BASE + "/:fingerprint";

    private final ManagedCertificates certificates;
    private final Clock clock;

    /** Made by James, which does not start if the settings are wrong. */
    @Inject
    public CertificateRoutes(PropertiesProvider properties, FileSystem files) {
        this(
                new ManagedCertificates(
                        CertificateFolders.of(properties, files), Clock.systemUTC()),
                Clock.systemUTC());
    }

    CertificateRoutes(ManagedCertificates certificates, Clock clock) {
        this.certificates = certificates;
        this.clock = clock;
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        service.get(BASE, AdminExchange.route(this::list));
        service.post(BASE, AdminExchange.route(this::add));
        for (Mark mark : Mark.values()) {
            service.get(BASE + "/" + mark.word(), AdminExchange.route(in -> marked(mark)));
            String path = ONE + "/" + mark.word();
            service.put(path, AdminExchange.route(in -> mark(mark, in)));
            service.delete(path, AdminExchange.route(in -> unmark(mark, in)));
        }
        service.get(ONE, AdminExchange.route(this::find));
        service.delete(ONE, AdminExchange.route(this::remove));
    }

    private Optional<Object> list(AdminExchange exchange)
            throws AdminRefusal, IOException, UnusableFileException {
        int offset = exchange.number("offset", 0, Integer.MAX_VALUE).orElse(0);
        int limit = exchange.number("limit", 1, 1000).orElse(100);
        Optional<Duration> expiring = exchange.number("expiring", 0, 36_500).map(Duration::ofDays);
        ManagedCertificates.Page page =
                certificates.list(new Query(address(exchange), expiring, offset, limit));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("total", page.total());
        body.put("offset", offset);
        body.put("limit", limit);
        body.put("certificates", page.certificates());
        return Optional.of(body);
    }

    private static Optional<Mailbox> address(AdminExchange exchange) throws AdminRefusal {
        Optional<String> text = exchange.query("address");
        Optional<Mailbox> address = text.flatMap(Mailbox::parse);
        if (text.isPresent() && address.isEmpty()) {
            throw new AdminRefusal(
                    Kind.INVALID_ARGUMENT, "address: «" + text.get() + "» is not local@domain");
        }
        return address;
    }

    private Optional<Object> find(AdminExchange exchange)
            throws AdminRefusal, IOException, UnusableFileException {
        Optional<CertificateFacts> found = certificates.find(fingerprint(exchange));
        if (found.isEmpty()) {
            throw absent();
        }
        return Optional.of(found.get());
    }

    private Optional<Object> add(AdminExchange exchange)
            throws AdminRefusal, IOException, UnusableFileException {
        return switch (certificates.add(exchange.body(ManagedCertificates.LARGEST))) {
            case Added.Unreadable(String why) -> throw new AdminRefusal(Kind.INVALID_ARGUMENT, why);
            case Added.Refused(Addition.Reason reason) ->
                    throw new AdminRefusal(kind(reason), reason.text());
            case Added.Present(Fingerprint fingerprint, boolean known) -> {
                if (!known) {
                    exchange.audit("certificate-add", "certificate=" + fingerprint);
                    exchange.created(BASE + "/" + fingerprint);
                }
                yield certificates.find(fingerprint).map(facts -> facts);
            }
        };
    }

    private static Kind kind(Addition.Reason reason) {
        return switch (reason) {
            case AUTHORITY, NO_ADDRESS, TOO_MANY_ADDRESSES, UNFIT, UNREADABLE, EXPIRED ->
                    Kind.INVALID_ARGUMENT;
            case OLDER, FULL, BLOCKED -> Kind.CONFLICT;
        };
    }

    private Optional<Object> remove(AdminExchange exchange)
            throws AdminRefusal, IOException, UnusableFileException {
        Fingerprint fingerprint = fingerprint(exchange);
        return switch (certificates.remove(fingerprint)) {
            case Removal.Absent none -> throw absent();
            case Removal.OfOthers(var files) ->
                    throw new AdminRefusal(
                            Kind.CONFLICT, "it was put there by hand, where it stays: " + files);
            case Removal.Removed removed -> {
                exchange.audit("certificate-remove", "certificate=" + fingerprint);
                yield Optional.empty();
            }
        };
    }

    private Optional<Object> marked(Mark mark) throws IOException, UnusableFileException {
        List<Map<String, String>> lines =
                certificates.marked(mark).stream().map(CertificateRoutes::fields).toList();
        return Optional.of(Map.of(mark.word(), lines));
    }

    private static Map<String, String> fields(MarkLine line) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("fingerprint", line.fingerprint().toString());
        fields.put("note", line.note());
        return fields;
    }

    private Optional<Object> mark(Mark mark, AdminExchange exchange)
            throws AdminRefusal, IOException, UnusableFileException {
        Fingerprint fingerprint = fingerprint(exchange);
        return switch (certificates.mark(mark, fingerprint, note(exchange))) {
            case Marked.Refused(Marked.Reason reason) ->
                    throw new AdminRefusal(Kind.CONFLICT, reason.text());
            case Marked.Already already -> Optional.empty();
            case Marked.Set set -> {
                exchange.audit("certificate-" + mark.word(), "certificate=" + fingerprint);
                yield Optional.empty();
            }
        };
    }

    private Optional<Object> unmark(Mark mark, AdminExchange exchange)
            throws AdminRefusal, IOException, UnusableFileException {
        Fingerprint fingerprint = fingerprint(exchange);
        if (!certificates.unmark(mark, fingerprint)) {
            throw new AdminRefusal(
                    Kind.NOT_FOUND, "it is not " + mark.word() + " in the first folder");
        }
        exchange.audit("certificate-not-" + mark.word(), "certificate=" + fingerprint);
        return Optional.empty();
    }

    private Note note(AdminExchange exchange) throws AdminRefusal {
        try {
            return new Note(clock.instant(), exchange.who(), exchange.query("reason").orElse(""));
        } catch (IllegalArgumentException e) {
            throw new AdminRefusal(Kind.INVALID_ARGUMENT, "reason: " + e.getMessage());
        }
    }

    private static Fingerprint fingerprint(AdminExchange exchange) throws AdminRefusal {
        Optional<Fingerprint> fingerprint = Fingerprint.parse(exchange.path("fingerprint"));
        if (fingerprint.isEmpty()) {
            throw new AdminRefusal(
                    Kind.INVALID_ARGUMENT,
                    "no SHA-256 fingerprint, which has 64 hexadecimal digits");
        }
        return fingerprint.get();
    }

    private static AdminRefusal absent() {
        return new AdminRefusal(Kind.NOT_FOUND, "there is no such certificate");
    }
}
