package org.signet.sandbox.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.signet.sandbox.dns.DnsFault;
import org.signet.sandbox.mailbox.Envelope;
import org.signet.sandbox.mailbox.MailReading;
import org.signet.sandbox.mailbox.ReceivedMail;
import org.signet.sandbox.mailbox.TlsFacts;
import org.signet.sandbox.recipient.RecipientDomain;
import org.signet.sandbox.recipient.RecipientDomain.Security;
import org.signet.sandbox.smtp.Fault;

import java.util.Optional;
import java.util.TreeMap;

/** The JSON of the interface for programs. */
final class JsonViews {
    private final ObjectMapper json;
    private final Site site;

    JsonViews(ObjectMapper json, Site site) {
        this.json = json;
        this.site = site;
    }

    ObjectNode health() {
        return json.createObjectNode()
                .put("status", "ok")
                .put("dns", site.dns().getAddress().getHostAddress() + ":" + site.dns().getPort())
                .put("smtpPort", site.smtpPort())
                .put("mails", site.mailbox().mails().size());
    }

    ObjectNode mails(Optional<String> recipient) {
        ObjectNode all = json.createObjectNode();
        ArrayNode mails = all.putArray("mails");
        for (ReceivedMail mail : site.mailbox().mails().reversed()) {
            boolean wanted =
                    recipient.isEmpty()
                            || mail.envelope().addresses().stream()
                                    .anyMatch(recipient.get()::equalsIgnoreCase);
            if (wanted) {
                mails.add(summary(mail, mail.reading()));
            }
        }
        return all;
    }

    private ObjectNode summary(ReceivedMail mail, MailReading reading) {
        ObjectNode node =
                json.createObjectNode()
                        .put("id", mail.id())
                        .put("receivedAt", mail.arrival().at().toString())
                        .put("domain", mail.arrival().domain())
                        .put("host", mail.arrival().host())
                        .put("clientAddress", mail.arrival().clientAddress())
                        .put("ehlo", mail.arrival().ehlo())
                        .put("from", mail.envelope().sender());
        mail.envelope().addresses().forEach(node.putArray("recipients")::add);
        node.put("subject", reading.field("Subject").orElse(null)).put("size", mail.size());
        switch (mail.arrival().tls()) {
            case TlsFacts.Plaintext plaintext -> node.putNull("tls");
            case TlsFacts.Encrypted tls ->
                    node.putObject("tls")
                            .put("version", tls.version())
                            .put("cipher", tls.cipher())
                            .put("sni", tls.sni().orElse(null));
        }
        return node.put("verdict", reading.field(site.verdictHeader()).orElse(null));
    }

    ObjectNode mail(ReceivedMail mail) {
        MailReading reading = mail.reading();
        ObjectNode node = summary(mail, reading);
        mail.envelope().parameters().forEach(node.putArray("mailParameters")::add);
        ArrayNode recipients = node.putArray("recipientParameters");
        for (Envelope.Recipient recipient : mail.envelope().recipients()) {
            ObjectNode entry = recipients.addObject().put("address", recipient.address());
            recipient.parameters().forEach(entry.putArray("parameters")::add);
        }
        ArrayNode headers = node.putArray("headers");
        reading.fields()
                .forEach(
                        field ->
                                headers.addObject()
                                        .put("name", field.name())
                                        .put("value", field.value()));
        return node.put("text", reading.text().orElse(null))
                .put("problem", reading.problem().orElse(null));
    }

    ObjectNode hosts() {
        ObjectNode all = json.createObjectNode();
        ArrayNode hosts = all.putArray("hosts");
        for (RecipientDomain domain : site.domains()) {
            ObjectNode host =
                    hosts.addObject()
                            .put("domain", domain.name())
                            .put("host", domain.mxHost())
                            .put("address", domain.address())
                            .put("port", site.smtpPort())
                            .put("starttls", domain.tls().isPresent())
                            .put("signed", domain.signed())
                            .put("facts", domain.story().facts())
                            .put("expect", FaultText.word(domain.story().expectation()))
                            .put("tlsaName", site.tlsaName(domain))
                            .put("tlsaForged", domain.dns().security() == Security.FORGED_TLSA);
            ArrayNode tlsa = host.putArray("tlsa");
            domain.dns().tlsa().forEach(record -> tlsa.add(record.toString()));
            ArrayNode chain = host.putArray("chain");
            domain.chain().forEach(link -> chain.add(link.getSubjectX500Principal().getName()));
            host.set("fault", fault(site.faults().of(domain.name())));
        }
        return all;
    }

    ObjectNode faults() {
        ObjectNode all = json.createObjectNode();
        ObjectNode faults = all.putObject("faults");
        site.domains()
                .forEach(
                        domain ->
                                faults.set(domain.name(), fault(site.faults().of(domain.name()))));
        return all;
    }

    ObjectNode fault(Fault fault) {
        return json.createObjectNode()
                .put("fault", FaultText.word(fault.kind()))
                .put("stage", FaultText.word(fault.stage()))
                .put("count", fault.count())
                .put("delayMillis", fault.delay().toMillis());
    }

    ObjectNode dnsFaults() {
        ObjectNode all = json.createObjectNode();
        ObjectNode faults = all.putObject("dnsFaults");
        new TreeMap<>(site.dnsFaults().all())
                .forEach((name, fault) -> faults.set(name, dnsFault(fault)));
        return all;
    }

    ObjectNode dnsFault(DnsFault fault) {
        return json.createObjectNode()
                .put("fault", FaultText.word(fault.kind()))
                .put("count", fault.count());
    }
}
