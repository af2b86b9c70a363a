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
import org.signet.portal.Outgoing;
import org.signet.rights.Protected;
import org.signet.rights.ProtectedMessages;
import org.signet.rights.Protection;
import org.signet.rights.RightsException;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Sends on what a reader wrote in the portal: to recipients of this server as it is, to all others
 * protected like the message that it answers, each with a link.
 *
 * <p>It is the end of the processor that {@code portal.reply-processor} of {@code
 * conf/signet-rights.properties} names. What stands before it there sees each answer in clear, with
 * the writer as sender and every recipient: the place for content rules and virus checks.
 *
 * <pre><code>
 * &lt;processor state="portal-reply" enableJmx="false"&gt;
 *   &lt;mailet match="All" class="org.signet.mailets.PortalReply"&gt;
 *     &lt;insideProcessor&gt;transport&lt;/insideProcessor&gt;
 *     &lt;wrapperProcessor&gt;relay&lt;/wrapperProcessor&gt;
 *   &lt;/mailet&gt;
 * &lt;/processor&gt;
 * </code></pre>
 *
 * <table>
 * <caption>Parameters</caption>
 * <tr><th>name</th><th>default</th><th>meaning</th></tr>
 * <tr><td>insideProcessor</td><td>transport</td><td>where the mail goes on with its recipients of
 *     this server</td></tr>
 * <tr><td>wrapperProcessor</td><td>(required)</td><td>where the wrappers for the others
 *     go</td></tr>
 * </table>
 *
 * <p>Template, rights, lifetime and conversation come from the message that was answered. A wrapper
 * is sent from {@code reply@} and a domain of this server, since SPF, DKIM and DMARC of the
 * writer's domain do not speak for it; the page behind the link names the writer.
 *
 * <p>On failure (store, disk, keys, a mail that does not come from the portal, recipients outside
 * for whom the template is not, a template that is not in the file any more) an exception is thrown
 * and the mail stays whole, for {@code onMailetException}: nobody has got anything. Wrappers go
 * first, and if James refuses one of several the protected message is withdrawn; then the mail goes
 * on with the recipients inside, in one step.
 */
public final class PortalReply extends GenericMailet {
    private static final String INSIDE = "insideProcessor";
    private static final String WRAPPERS = "wrapperProcessor";

    private final RightsContext context;
    private @Nullable Configuration configuration;

    @Inject
    public PortalReply(RightsContext context) {
        this.context = context;
    }

    private record Configuration(String inside, String wrappers) {
        static Configuration from(Parameters parameters) throws MessagingException {
            return new Configuration(
                    parameters.optional(INSIDE).orElse("transport"),
                    parameters.required(WRAPPERS, "the name of a processor"));
        }
    }

    @Override
    public void init() throws MessagingException {
        configuration =
                Configuration.from(
                        Parameters.of(getMailetConfig(), PortalReply.class, INSIDE, WRAPPERS));
    }

    @Override
    public Collection<ProcessingState> requiredProcessingState() {
        return List.of(
                new ProcessingState(configuration().inside()),
                new ProcessingState(configuration().wrappers()));
    }

    @Override
    public String getMailetInfo() {
        return "Signet PortalReply";
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        Outgoing.Inherited inherited = PortalMarks.get(mail);
        List<MailAddress> inside = new ArrayList<>();
        List<MailAddress> outside = new ArrayList<>();
        for (MailAddress recipient : mail.getRecipients()) {
            boolean local = getMailetContext().isLocalServer(recipient.getDomain());
            (local ? inside : outside).add(recipient);
        }
        if (!outside.isEmpty()) {
            protect(mail, outside, inherited);
        }
        if (inside.isEmpty()) {
            mail.setState(Mail.GHOST);
        } else {
            mail.setRecipients(inside);
            mail.setState(configuration().inside());
        }
    }

    private void protect(Mail mail, List<MailAddress> recipients, Outgoing.Inherited inherited)
            throws MessagingException {
        try {
            ProtectedMessages messages = context.messages();
            TemplateAudience.checkInherited(
                    getMailetContext(), messages.templates(), inherited.template(), mail);
            MimeMessage original = mail.getMessage();
            Protected message =
                    messages.protect(
                            out -> write(original, out),
                            new Protection(
                                    sender(mail),
                                    recipients.stream().map(MailAddress::asString).toList(),
                                    inherited.template(),
                                    inherited.lifetime(),
                                    Optional.of(inherited.conversation())));
            new RightsWrappers(messages, getMailetContext(), configuration().wrappers())
                    .sendFrom(PortalSender.address(getMailetContext(), "reply"), mail, message);
        } catch (RightsException | IllegalArgumentException e) {
            throw new MessagingException(
                    "mail " + mail.getName() + " is not protected: " + e.getMessage(), e);
        }
    }

    private static String sender(Mail mail) throws MessagingException {
        return mail.getMaybeSender()
                .asOptional()
                .map(MailAddress::asString)
                .orElseThrow(
                        () -> new MessagingException("mail " + mail.getName() + ": no sender"));
    }

    private static void write(MimeMessage message, OutputStream out) throws IOException {
        try {
            MessageOctets.write(message, out);
        } catch (MessagingException e) {
            throw new IOException("the message cannot be read", e);
        }
    }

    private Configuration configuration() {
        return Objects.requireNonNull(configuration, "James calls init first");
    }
}
