package org.signet.mailets;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.ProcessingState;
import org.apache.mailet.base.GenericMailet;
import org.jspecify.annotations.Nullable;
import org.signet.matchers.MessageOctets;
import org.signet.rights.Protected;
import org.signet.rights.ProtectedMessages;
import org.signet.rights.Protection;
import org.signet.rights.RightsException;
import org.signet.rights.template.Template;
import org.signet.rights.template.Templates;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * Protects a message and sends each recipient a link in its place.
 *
 * <p>The message is encrypted and stored; each recipient gets a <em>wrapper</em>, a mail of its own
 * from the sender's address with a link of its own; the original ends here. Readers open the link
 * in the portal. Store, keys and the address of the portal are set in {@code
 * conf/signet-rights.properties}; see {@code docs/rights.md}.
 *
 * <pre><code>
 * &lt;mailet match="All" class="org.signet.mailets.RightsProtect"&gt;
 *   &lt;template&gt;do-not-forward&lt;/template&gt;
 *   &lt;expiry&gt;P14D&lt;/expiry&gt;
 *   &lt;wrapperProcessor&gt;relay&lt;/wrapperProcessor&gt;
 * &lt;/mailet&gt;
 * </code></pre>
 *
 * <table>
 * <caption>Parameters</caption>
 * <tr><th>name</th><th>default</th><th>meaning</th></tr>
 * <tr><td>template</td><td>encrypt-only</td><td>rights of the readers: encrypt-only,
 *     do-not-forward, internal-only, confidential-view-only, or one of the operator's ({@code
 *     templates.file})</td></tr>
 * <tr><td>expiry</td><td>that of the template, else P30D</td><td>how long the message can be opened: an ISO-8601 duration from
 *     PT1M to P3653D</td></tr>
 * <tr><td>wrapperProcessor</td><td>(required)</td><td>the processor that the wrappers go to; must
 *     not lead back here</td></tr>
 * </table>
 *
 * <p>On failure (database, disk, keys, a message without a sender, a recipient outside for whom the
 * template is not) an exception is thrown and the original stays what it was, for {@code
 * onMailetException}: no wrapper was sent, and nothing is readable. If James refuses one wrapper of
 * several, the message is withdrawn, so that the links that were already sent open nothing. James
 * does not start if the store or the keys cannot be used.
 */
public final class RightsProtect extends GenericMailet {
    private static final String TEMPLATE = "template";
    private static final String EXPIRY = "expiry";
    private static final String WRAPPER_PROCESSOR = "wrapperProcessor";

    private final RightsContext context;
    private @Nullable Configuration configuration;

    @Inject
    public RightsProtect(RightsContext context) {
        this.context = context;
    }

    private record Configuration(Template template, Duration expiry, String wrapperProcessor) {
        static Configuration from(Parameters parameters, Templates templates)
                throws MessagingException {
            Template template = template(parameters, templates);
            Duration expiry =
                    parameters.duration(EXPIRY, template.expiry().orElse(Duration.ofDays(30)));
            if (expiry.compareTo(Protection.SHORTEST) < 0
                    || expiry.compareTo(Protection.LONGEST) > 0) {
                throw parameters.refuse(
                        EXPIRY, expiry.toString(), "it is out of range", "PT1M to P3653D");
            }
            return new Configuration(
                    template,
                    expiry,
                    parameters.required(WRAPPER_PROCESSOR, "the name of a processor"));
        }

        private static Template template(Parameters parameters, Templates templates)
                throws MessagingException {
            String name = parameters.optional(TEMPLATE).orElse(Template.ENCRYPT_ONLY.name());
            return templates
                    .named(name)
                    .orElseThrow(
                            () ->
                                    parameters.refuse(
                                            TEMPLATE,
                                            name,
                                            "there is no such template",
                                            String.join(", ", templates.names())));
        }
    }

    @Override
    public void init() throws MessagingException {
        Parameters parameters =
                Parameters.of(
                        getMailetConfig(),
                        RightsProtect.class,
                        TEMPLATE,
                        EXPIRY,
                        WRAPPER_PROCESSOR);
        try {
            configuration = Configuration.from(parameters, context.messages().templates());
        } catch (RightsException e) {
            throw new MessagingException("mailet RightsProtect: " + e.getMessage(), e);
        }
    }

    @Override
    public Collection<ProcessingState> requiredProcessingState() {
        return List.of(new ProcessingState(configuration().wrapperProcessor()));
    }

    @Override
    public String getMailetInfo() {
        return "Signet RightsProtect";
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        if (mail.getRecipients().isEmpty()) {
            return;
        }
        TemplateAudience.check(getMailetContext(), configuration().template(), mail);
        try {
            ProtectedMessages messages = context.messages();
            MimeMessage original = mail.getMessage();
            Protected message = messages.protect(out -> write(original, out), request(mail));
            new RightsWrappers(messages, getMailetContext(), configuration().wrapperProcessor())
                    .send(mail, message);
        } catch (IOException | IllegalArgumentException e) {
            throw new MessagingException(
                    "mail " + mail.getName() + " is not protected: " + e.getMessage(), e);
        }
        mail.setState(Mail.GHOST);
    }

    private Protection request(Mail mail) throws MessagingException {
        String sender =
                mail.getMaybeSender()
                        .asOptional()
                        .map(MailAddress::asString)
                        .orElseThrow(
                                () ->
                                        new MessagingException(
                                                "mail "
                                                        + mail.getName()
                                                        + " is not protected: it has no sender"));
        Protection request =
                new Protection(
                        sender,
                        mail.getRecipients().stream()
                                .map(MailAddress::asString)
                                .distinct()
                                .toList(),
                        configuration().template(),
                        configuration().expiry());
        @Nullable String mailId = mail.getMessage().getMessageID();
        return mailId == null ? request : request.ofMail(mailId);
    }

    /** A blind copy is read by others who are not to know of it, so its header is left out. */
    private static void write(MimeMessage message, OutputStream out) throws IOException {
        try {
            MessageOctets.writeWithout(message, out, "Bcc", "Resent-Bcc");
        } catch (MessagingException e) {
            throw new IOException("the message cannot be read", e);
        }
    }

    private Configuration configuration() {
        return Objects.requireNonNull(configuration, "James calls init first");
    }
}
