package org.signet.mailets;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;

import org.apache.james.core.Domain;
import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.signet.classification.LivePolicy;
import org.signet.classification.policy.PolicyException;
import org.signet.classification.verdict.Classification;
import org.signet.classification.verdict.Verdict;
import org.signet.matchers.AttachedClassification;
import org.signet.matchers.Policies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Classifies mail by a policy and makes the result known: as attributes of the mail, and if wished
 * as a header field, as a report to a mailbox, and by putting mail of some classes aside.
 *
 * <pre><code>
 * &lt;mailet match="All" class="org.signet.mailets.Classify"&gt;
 *   &lt;header&gt;X-Signet-Class&lt;/header&gt;
 *   &lt;removeMarkers&gt;[encrypt]&lt;/removeMarkers&gt;
 *   &lt;incidentReport&gt;compliance@example.com&lt;/incidentReport&gt;
 *   &lt;quarantine&gt;file://var/mail/quarantine/&lt;/quarantine&gt;
 *   &lt;quarantineClasses&gt;malware-like&lt;/quarantineClasses&gt;
 * &lt;/mailet&gt;
 * </code></pre>
 *
 * <table>
 * <caption>Parameters</caption>
 * <tr><td>policy</td><td>the policy file, as a James URL or an absolute path; {@code
 *   file://conf/signet-classification.yaml} by default</td></tr>
 * <tr><td>header</td><td>the name of a header field that gets the classes that apply, or {@code
 *   none}; fields of this name that come with a mail are removed. None by default.</td></tr>
 * <tr><td>removeMarkers</td><td>texts, separated by commas, that are taken out of the subject</td></tr>
 * <tr><td>incidentReport</td><td>an address that gets a report on each mail of which a class
 *   applies: which, by which rule, how many, where; never what was found</td></tr>
 * <tr><td>quarantine</td><td>the URL of a mail repository; required with quarantineClasses</td></tr>
 * <tr><td>quarantineClasses</td><td>classes, separated by commas: recipients for whom one applies or
 *   is undecidable do not get the mail; it is kept in the repository</td></tr>
 * </table>
 *
 * <p>Each class gets an attribute {@code signet.class.NAME} with its verdict and recipients, such
 * as {@code applies: all recipients}. Matchers that ask the same policy do not scan again. A mail
 * that cannot be read is an exception; one that is undecidable goes on, and the matcher {@code
 * Classified} that asks for the class throws.
 */
public class Classify extends GenericMailet {
    private static final Logger LOGGER = LoggerFactory.getLogger(Classify.class);
    private static final String ATTRIBUTE = "signet.class.";
    private static final String POLICY =
            "a policy file, as a James URL such as file://conf/x.yaml or as an absolute path";

    private record Configuration(
            AttachedClassification classifications,
            ClassifyHeader header,
            Optional<MailAddress> incidentReport,
            List<String> quarantined,
            Optional<MailRepositoryUrl> quarantine) {
        Configuration {
            quarantined = List.copyOf(quarantined);
        }
    }

    private final Policies policies;
    private final MailRepositoryStore repositories;
    private Configuration configuration;

    @Inject
    @SuppressWarnings("NullAway.Init") // James calls init before anything else.
    public Classify(Policies policies, MailRepositoryStore repositories) {
        this.policies = policies;
        this.repositories = repositories;
    }

    @Override
    public void init() throws MessagingException {
        Parameters parameters =
                Parameters.of(
                        getMailetConfig(),
                        Classify.class,
                        "policy",
                        "header",
                        "removeMarkers",
                        "incidentReport",
                        "quarantine",
                        "quarantineClasses");
        LivePolicy policy = policy(parameters);
        List<String> quarantined = list(parameters, "quarantineClasses");
        for (String className : quarantined) {
            if (!policy.require(className)) {
                throw parameters.refuse(
                        "quarantineClasses",
                        className,
                        "the policy has no such class",
                        String.join(", ", policy.classNames()));
            }
        }
        if (!quarantined.isEmpty() || parameters.isGiven("quarantine")) {
            parameters.required("quarantine", "the URL of a mail repository");
            parameters.required("quarantineClasses", "classes, separated by commas");
        }
        Optional<String> report = parameters.optional("incidentReport");
        configuration =
                new Configuration(
                        AttachedClassification.by(
                                policies,
                                policy,
                                domain -> getMailetContext().isLocalServer(Domain.of(domain))),
                        new ClassifyHeader(
                                parameters.optional("header"), list(parameters, "removeMarkers")),
                        report.isPresent()
                                ? Optional.of(new MailAddress(report.get()))
                                : Optional.empty(),
                        quarantined,
                        parameters.optional("quarantine").map(MailRepositoryUrl::from));
    }

    private LivePolicy policy(Parameters parameters) throws MessagingException {
        String file = parameters.optional("policy").orElse(Policies.DEFAULT_FILE);
        if (!file.startsWith("file:") && !new File(file).isAbsolute()) {
            throw parameters.refuse("policy", file, "it is neither of the two forms", POLICY);
        }
        try {
            return policies.of(file);
        } catch (IOException e) {
            throw parameters.refuse("policy", file, "it cannot be read (" + e + ")", POLICY);
        } catch (PolicyException e) {
            throw new MessagingException(e.getMessage(), e);
        }
    }

    private static List<String> list(Parameters parameters, String name) {
        return parameters.optional(name).stream()
                .flatMap(given -> Arrays.stream(given.split(",", -1)))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        Classification found = configuration.classifications().of(mail);
        List<Verdict> verdicts =
                found.verdicts().stream().filter(v -> !v.className().startsWith("#")).toList();
        for (Verdict verdict : verdicts) {
            LOGGER.info("{}: class {}: {}", mail.getName(), verdict.className(), verdict.code());
        }
        attributes(mail, found, verdicts);
        if (configuration.header().apply(mail.getMessage(), verdicts)) {
            configuration.classifications().attach(mail, found);
        }
        Optional<MailAddress> report = configuration.incidentReport();
        if (report.isPresent() && verdicts.stream().anyMatch(Verdict.Applies.class::isInstance)) {
            MailAddress postmaster = getMailetContext().getPostmaster();
            getMailetContext()
                    .sendMail(
                            postmaster,
                            List.of(report.get()),
                            IncidentReport.write(mail, verdicts, postmaster, report.get()));
        }
        quarantine(mail, verdicts);
    }

    private static void attributes(Mail mail, Classification found, List<Verdict> verdicts) {
        for (String className : verdicts.stream().map(Verdict::className).distinct().toList()) {
            List<String> each =
                    found.verdicts(className).stream()
                            .map(v -> v.code() + ": " + v.scope())
                            .toList();
            mail.setAttribute(
                    new Attribute(
                            AttributeName.of(ATTRIBUTE + className),
                            AttributeValue.of(String.join("; ", each))));
        }
    }

    /** Keeps the mail for the recipients who are not to have it. */
    private void quarantine(Mail mail, List<Verdict> verdicts) throws MessagingException {
        List<Verdict> against = verdicts.stream().filter(this::isQuarantined).toList();
        List<MailAddress> kept =
                mail.getRecipients().stream()
                        .filter(r -> against.stream().anyMatch(v -> v.scope().covers(r.asString())))
                        .toList();
        if (configuration.quarantine().isEmpty() || kept.isEmpty()) {
            return;
        }
        MailImpl copy = MailImpl.duplicate(mail);
        try {
            copy.setRecipients(kept);
            repositories.select(configuration.quarantine().get()).store(copy);
        } catch (MailRepositoryStore.MailRepositoryStoreException e) {
            throw new MessagingException("The quarantine cannot be opened", e);
        } finally {
            LifecycleUtil.dispose(copy);
        }
        LOGGER.warn("{}: kept in quarantine for {} recipients", mail.getName(), kept.size());
        mail.setRecipients(mail.getRecipients().stream().filter(r -> !kept.contains(r)).toList());
        if (mail.getRecipients().isEmpty()) {
            mail.setState(Mail.GHOST);
        }
    }

    private boolean isQuarantined(Verdict verdict) {
        return configuration.quarantined().contains(verdict.className())
                && switch (verdict) {
                    case Verdict.Applies applies -> true;
                    case Verdict.Undecidable open -> true;
                    case Verdict.DoesNotApply no -> false;
                    case Verdict.Skipped skipped -> false;
                    case Verdict.TestOnly test -> false;
                };
    }

    @Override
    public String getMailetInfo() {
        return "Classifies mail by a policy";
    }
}
