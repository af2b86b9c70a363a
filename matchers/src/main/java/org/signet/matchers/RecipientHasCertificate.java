package org.signet.matchers;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;
import org.signet.smime.certificate.CertificateSplit;
import org.signet.smime.certificate.RecipientCertificates;
import org.signet.smime.pem.Reloaded;
import org.signet.smime.pem.UnusableFileException;
import org.signet.smime.trust.Marks;
import org.signet.smime.trust.RecipientTrust;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.function.Supplier;

/**
 * Matches the recipients whose certificate lies in a folder and may be encrypted to at this moment.
 *
 * <pre><code>
 * &lt;mailet match="org.signet.matchers.RecipientHasCertificate=file://conf/signet/certificates/"
 *         class="ToProcessor"&gt;
 *   &lt;processor&gt;smime&lt;/processor&gt;
 * &lt;/mailet&gt;
 * </code></pre>
 *
 * <p>The condition is the folder, as {@code file://conf/...} or as an absolute path; it is the same
 * folder, with the same meaning, as {@code certificates} of {@code SmimeEncrypt}. Changes are
 * noticed within ten seconds. A folder that is missing, or a file in it that cannot be read, stops
 * the start of the server. Certificates that the file {@code blocked} names do not count; while it
 * cannot be read, mail ends in an exception.
 */
public class RecipientHasCertificate extends GenericMatcher {
    private static final Logger LOGGER = LoggerFactory.getLogger(RecipientHasCertificate.class);
    private static final String ALLOWED = "a folder, as file://conf/... or as an absolute path";

    private final FileSystem files;
    private final Clock clock;
    private Reloaded<RecipientCertificates> certificates;
    private Supplier<Marks> marks;

    @Inject
    @SuppressWarnings("NullAway.Init") // James calls init before anything else.
    public RecipientHasCertificate(FileSystem files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    @Override
    public void init() throws MessagingException {
        String condition = getCondition() == null ? "" : getCondition().strip();
        Path folder = folder(condition);
        try {
            certificates =
                    new Reloaded<>(
                            folder,
                            RecipientCertificates::load,
                            clock,
                            failure ->
                                    LOGGER.error(
                                            "{} has changed but cannot be used; what was read"
                                                    + " before stays in use: {}",
                                            folder,
                                            failure.getMessage()));
            marks = Marks.watch(folder, clock);
        } catch (UnusableFileException e) {
            throw refuse(condition, e.why(), e.allowed());
        }
    }

    private Path folder(String condition) throws MessagingException {
        try {
            if (condition.startsWith("file:")) {
                return files.getFile(condition).toPath();
            }
        } catch (FileNotFoundException e) {
            throw refuse(condition, "there is no such folder", ALLOWED);
        }
        if (condition.isEmpty() || !Path.of(condition).isAbsolute()) {
            throw refuse(condition, "it is neither of the two forms", ALLOWED);
        }
        return Path.of(condition);
    }

    @Override
    public Collection<MailAddress> match(Mail mail) throws MessagingException {
        CertificateSplit<MailAddress> split =
                CertificateSplit.of(
                        mail.getRecipients(),
                        MailAddress::asString,
                        certificates.get(),
                        RecipientTrust.byFolder(marks.get()),
                        clock.instant());
        if (split.undecidable().isPresent()) {
            throw new MessagingException(
                    "It could not be found out whether a certificate may be used: "
                            + split.undecidable().get());
        }
        return split.with();
    }

    @Override
    public String getMatcherInfo() {
        return "Matches recipients with an S/MIME certificate";
    }

    private static MessagingException refuse(String condition, String why, String allowed) {
        return new MessagingException(
                "mailetcontainer.xml: matcher RecipientHasCertificate: the condition is '%s': %s;"
                                .formatted(condition, why)
                        + " allowed: "
                        + allowed);
    }
}
