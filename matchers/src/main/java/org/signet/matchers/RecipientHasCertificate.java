package org.signet.matchers;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;
import org.signet.smime.certificate.CertificateSplit;
import org.signet.smime.pem.Reloaded;
import org.signet.smime.trust.Marks;
import org.signet.smime.trust.RecipientTrust;
import org.signet.smime.trust.RevocationRule;
import org.signet.smime.trust.TrustStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Matches the recipients for whom there is a certificate that may be encrypted to at this moment.
 *
 * <pre><code>
 * &lt;mailet match="org.signet.matchers.RecipientHasCertificate=file://conf/signet/certificates/"
 *         class="ToProcessor"&gt;
 *   &lt;processor&gt;smime&lt;/processor&gt;
 * &lt;/mailet&gt;
 * </code></pre>
 *
 * <p>The condition is the list of sources, with the same meaning as {@code certificates} of {@code
 * SmimeEncrypt}. After a semicolon may follow {@code trust=} and a folder or file of roots, as in
 * {@code SmimeEncrypt}: only recipients whose certificate has a chain to one of them match then.
 * Nobody is asked about revocation. Changes in folders are noticed within ten seconds. A folder
 * that is missing, or a file in it that cannot be read, stops the start of the server.
 *
 * <p>Certificates that the file {@code blocked} of one of the folders names do not count. While it
 * cannot be read, or while a source cannot be asked, mail ends in an exception, so that {@code
 * onMatchException} decides; {@code nomatch} is refused there, since mail would go another way for
 * whoever keeps us from asking.
 */
public class RecipientHasCertificate extends GenericMatcher {
    private static final Logger LOGGER = LoggerFactory.getLogger(RecipientHasCertificate.class);
    private static final String ALLOWED = "SOURCES; trust=ROOTS";

    private final FileSystem files;
    private final Clock clock;
    private CertificateSources sources;
    private Supplier<Marks> marks;
    private Function<Marks, RecipientTrust> trust;

    @Inject
    @SuppressWarnings("NullAway.Init") // James calls init before anything else.
    public RecipientHasCertificate(FileSystem files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    @Override
    public void init() throws MessagingException {
        FolderCondition condition =
                new FolderCondition(
                        "RecipientHasCertificate",
                        getCondition() == null ? "" : getCondition().strip());
        String[] parts = condition.condition().split(";", -1);
        sources = CertificateSources.open(parts[0], condition, files, clock, parts.length > 1);
        marks = sources.marks();
        trust = parts.length == 1 ? RecipientTrust::byFolder : byChain(condition, parts);
    }

    private Function<Marks, RecipientTrust> byChain(FolderCondition condition, String[] parts)
            throws MessagingException {
        String option = parts[1].strip();
        if (parts.length > 2 || !option.startsWith("trust=")) {
            throw condition.refuse("it has a part that is not known", ALLOWED);
        }
        String roots = option.substring("trust=".length()).strip();
        Reloaded<TrustStore> store =
                condition.load(condition.folder(roots, files), TrustStore::load, clock, LOGGER);
        return said -> RecipientTrust.byChain(store.get(), RevocationRule.LISTS, said);
    }

    @Override
    public Collection<MailAddress> match(Mail mail) throws MessagingException {
        Marks said = marks.get();
        CertificateSplit<MailAddress> split =
                CertificateSplit.of(
                        mail.getRecipients(),
                        MailAddress::asString,
                        sources.chain(said),
                        trust.apply(said),
                        clock.instant());
        if (split.undecidable().isPresent()) {
            throw new MessagingException(
                    "It could not be found out whether a certificate may be used: "
                            + split.undecidable().get());
        }
        return split.with();
    }

    @Override
    @SuppressWarnings("NullAway") // James may end what never began.
    public void destroy() {
        if (sources != null) {
            sources.close();
        }
    }

    @Override
    public String getMatcherInfo() {
        return "Matches recipients with an S/MIME certificate";
    }
}
