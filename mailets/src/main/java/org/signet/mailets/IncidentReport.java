package org.signet.mailets;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.signet.classification.detect.Spot;
import org.signet.classification.verdict.Evidence;
import org.signet.classification.verdict.Verdict;

import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * The report on a mail of which a class applies. It names sender, recipients, classes, rules,
 * counts and places; it holds neither the subject nor anything that was found.
 */
final class IncidentReport {
    private IncidentReport() {}

    static MimeMessage write(Mail mail, List<Verdict> verdicts, MailAddress from, MailAddress to)
            throws MessagingException {
        MimeMessage report = new MimeMessage(Session.getInstance(new Properties()));
        report.setFrom(new InternetAddress(from.asString()));
        report.setRecipient(Message.RecipientType.TO, new InternetAddress(to.asString()));
        report.setSubject("Classified mail " + mail.getName());
        report.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834 §5
        report.setText(text(mail, verdicts), "UTF-8");
        report.saveChanges();
        return report;
    }

    private static String text(Mail mail, List<Verdict> verdicts) {
        StringBuilder text = new StringBuilder();
        text.append("Mail: ").append(mail.getName()).append('\n');
        text.append("Sender: ").append(mail.getMaybeSender().asString("<>")).append('\n');
        text.append("Recipients: ");
        text.append(
                mail.getRecipients().stream()
                        .map(MailAddress::asString)
                        .collect(Collectors.joining(", ")));
        text.append('\n');
        for (Verdict verdict : verdicts) {
            if (verdict instanceof Verdict.Applies applies) {
                text.append("\nClass ").append(applies.className()).append(" applies to ");
                text.append(applies.scope()).append('\n');
                applies.evidence().forEach(evidence -> append(evidence, text));
            }
        }
        return text.toString();
    }

    private static void append(Evidence evidence, StringBuilder text) {
        text.append("  ").append(evidence.condition()).append(" (").append(evidence.rule());
        text.append("): ").append(evidence.tally().unique()).append(" different, ");
        text.append(evidence.tally().total()).append(" in all");
        if (evidence.tally().confidence() > 0) {
            text.append(", confidence ").append(evidence.tally().confidence());
        }
        text.append('\n');
        for (Spot spot : evidence.tally().spots()) {
            text.append("    at ").append(spot.place()).append(", offset ").append(spot.offset());
            text.append('\n');
        }
    }
}
