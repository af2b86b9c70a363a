package org.signet.matchers;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;

import org.apache.james.core.Domain;
import org.apache.james.core.MailAddress;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;
import org.jspecify.annotations.Nullable;
import org.signet.classification.verdict.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Matches the recipients for whom a mail is of a class of the classification policy: all or none of
 * them, unless the class asks for recipients itself.
 *
 * <pre>{@code
 * <mailet match="org.signet.matchers.Classified=confidential" class="ToProcessor">
 *   <processor>protect</processor>
 * </mailet>
 * <mailet match="org.signet.matchers.Classified=internal;policy=file://conf/other.yaml"
 *         class="..."/>
 * }</pre>
 *
 * <table>
 *   <caption>Condition: {@code CLASS[;policy=FILE]}</caption>
 *   <tr><th>Part</th><th>Meaning</th><th>Default</th></tr>
 *   <tr><td>{@code CLASS}</td><td>a class of the policy</td><td>required</td></tr>
 *   <tr><td>{@code policy}</td><td>the policy file: a James URL ({@code file://conf/...}) or an
 *       absolute path</td><td>{@code file://conf/signet-classification.yaml}</td></tr>
 * </table>
 *
 * <p>A mail is scanned once per policy; the result stays with the mail as an attribute ({@link
 * AttachedClassification}) and answers every further {@code Classified}, also after a restart. A
 * changed message or a changed policy is scanned again.
 *
 * <p>On failure: an unknown class, a missing or broken policy file and a condition that cannot be
 * read stop the start of James. A message that cannot be read, or not far enough to decide, is an
 * exception at run time: James keeps the mail in its {@code error} processor.
 */
public final class Classified extends GenericMatcher {
    private static final Logger LOGGER = LoggerFactory.getLogger(Classified.class);

    private final FileSystem files;
    private @Nullable Question question;

    /** What is asked of every mail. */
    private record Question(String className, AttachedClassification classifications) {}

    @Inject
    public Classified(FileSystem files) {
        this.files = files;
    }

    @Override
    public void init() throws MessagingException {
        ClassifiedCondition condition = ClassifiedCondition.parse(getCondition());
        question =
                new Question(
                        condition.className(),
                        new AttachedClassification(
                                condition.classifier(files),
                                domain -> getMailetContext().isLocalServer(Domain.of(domain))));
    }

    @Override
    public String getMatcherInfo() {
        return "Signet Classified matcher";
    }

    @Override
    public Collection<MailAddress> match(Mail mail) throws MessagingException {
        Question asked = question;
        if (asked == null) {
            throw new MessagingException("matcher Classified was not initialised");
        }
        List<MailAddress> matched = new ArrayList<>();
        for (Verdict verdict : asked.classifications().of(mail, asked.className())) {
            LOGGER.debug(
                    "Mail {}: class {}: {}", mail.getName(), asked.className(), verdict.code());
            if (applies(mail, verdict)) {
                mail.getRecipients().stream()
                        .filter(recipient -> verdict.scope().covers(recipient.asString()))
                        .forEach(matched::add);
            }
        }
        return matched;
    }

    private static boolean applies(Mail mail, Verdict verdict) throws MessagingException {
        return switch (verdict) {
            case Verdict.Applies applies -> true;
            case Verdict.DoesNotApply no -> false;
            case Verdict.Skipped skipped -> false;
            case Verdict.TestOnly test -> false;
            case Verdict.Undecidable open ->
                    throw new MessagingException(
                            "mail %s: class '%s' is undecidable: %s"
                                    .formatted(
                                            mail.getName(),
                                            open.className(),
                                            ClassifiedCondition.codes(open.because())));
        };
    }
}
