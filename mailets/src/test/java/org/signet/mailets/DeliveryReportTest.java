package org.signet.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import org.apache.james.core.MailAddress;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.Test;
import org.signet.transport.delivery.Outcome.Failure;
import org.signet.transport.policy.Reason;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

class DeliveryReportTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final DeliveryReports.Kind FAILED = new DeliveryReports.Kind.Failed();
    private static final Failure REFUSED =
            new Failure(
                    Reason.REFUSED,
                    "5.1.1",
                    "mx.example[192.0.2.1]:25 said: 550 5.1.1 no such user",
                    Optional.of(550),
                    Optional.of("550 5.1.1 no such user"),
                    "mx.example[192.0.2.1]:25");
    private static final Failure SILENT =
            new Failure(Reason.CONNECT_FAILED, "4.4.1", "connect-failed: x", Optional.empty(), "");

    private String source = "From: a@b.example\r\nSubject: hello\r\n\r\nthe secret body\r\n";
    private Optional<DsnParameters> dsn = Optional.empty();

    private String report(DeliveryReports.Kind kind, Object... recipients) throws Exception {
        Map<MailAddress, Failure> failed = new LinkedHashMap<>();
        for (int i = 0; i < recipients.length; i += 2) {
            failed.put(new MailAddress((String) recipients[i]), (Failure) recipients[i + 1]);
        }
        DeliveryReport report =
                new DeliveryReport(
                        mail(),
                        failed,
                        kind,
                        new DeliveryReport.Origin(
                                "me.example", new MailAddress("postmaster@me.example"), NOW));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        report.writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private Mail mail() throws Exception {
        FakeMail mail =
                FakeMail.builder()
                        .name("mail-1")
                        .sender("alice@sender.example")
                        .recipient("bob@example.com")
                        .mimeMessage(
                                new MimeMessage(
                                        (Session) null,
                                        new ByteArrayInputStream(
                                                source.getBytes(StandardCharsets.UTF_8))))
                        .build();
        DeliveryMarks.queuedAt(mail, NOW.minusSeconds(3600));
        dsn.ifPresent(mail::setDsnParameters);
        return mail;
    }

    @Test
    void failureShouldBeAReportOfThreeParts() throws Exception {
        String text = report(FAILED, "bob@example.com", REFUSED, "eve@example.com", SILENT);
        MimeMessage parsed =
                new MimeMessage(
                        (Session) null,
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        assertThat(parsed.getContentType())
                .startsWith("multipart/report; report-type=delivery-status;");
        MimeMultipart parts = new MimeMultipart(parsed.getDataHandler().getDataSource());
        assertThat(parts.getCount()).isEqualTo(3);
        assertThat(parts.getBodyPart(1).getContentType()).isEqualTo("message/delivery-status");
        assertThat(
                        new String(
                                parts.getBodyPart(1).getInputStream().readAllBytes(),
                                StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        Reporting-MTA: dns; me.example
                        Arrival-Date: Mon, 23 Nov 2026 11:00:00 +0000

                        Final-Recipient: rfc822; bob@example.com
                        Action: failed
                        Status: 5.1.1
                        Remote-MTA: dns; mx.example
                        Diagnostic-Code: smtp; 550 5.1.1 no such user
                        Last-Attempt-Date: Mon, 23 Nov 2026 12:00:00 +0000

                        Final-Recipient: rfc822; eve@example.com
                        Action: failed
                        Status: 4.4.1
                        Diagnostic-Code: x-signet; connect-failed: x
                        Last-Attempt-Date: Mon, 23 Nov 2026 12:00:00 +0000
                        """
                                .replace("\n", "\r\n"));
        assertThat(parts.getBodyPart(2).getContentType()).isEqualTo("text/rfc822-headers");
        assertThat(text)
                .contains("Subject: hello")
                .doesNotContain("the secret body")
                .contains("Auto-Submitted: auto-replied")
                .contains("To: <alice@sender.example>");
    }

    @Test
    void everyLineShouldEndInCrLf() throws Exception {
        String text = report(FAILED, "bob@example.com", REFUSED);
        assertThat(text.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
    }

    @Test
    void messageShouldBeReturnedWhereItIsAskedFor() throws Exception {
        dsn = Optional.of(DsnParameters.builder().ret(DsnParameters.Ret.FULL).build().get());
        assertThat(report(FAILED, "bob@example.com", REFUSED))
                .contains("Content-Type: message/rfc822")
                .contains("the secret body");
        assertThat(report(new DeliveryReports.Kind.Delayed(NOW), "bob@example.com", SILENT))
                .doesNotContain("the secret body");
    }

    @Test
    void delayShouldSayUntilWhenItIsTried() throws Exception {
        String text =
                report(
                        new DeliveryReports.Kind.Delayed(NOW.plusSeconds(7200)),
                        "bob@example.com",
                        SILENT);
        assertThat(text)
                .contains("Action: delayed")
                .contains("Will-Retry-Until: Mon, 23 Nov 2026 14:00:00 +0000")
                .contains("You need not send it again");
    }

    @Test
    void parametersOfTheSenderShouldBeReturned() throws Exception {
        MailAddress bob = new MailAddress("bob@example.com");
        dsn =
                DsnParameters.builder()
                        .envId(DsnParameters.EnvId.of("QQ314+2B9"))
                        .addRcptParameter(
                                bob,
                                DsnParameters.RecipientDsnParameters.of(
                                        EnumSet.of(DsnParameters.Notify.FAILURE),
                                        new MailAddress("bobby@example.org")))
                        .build();
        assertThat(report(FAILED, "bob@example.com", REFUSED))
                .contains("Original-Envelope-Id: QQ314+9\r\n")
                .contains("Original-Recipient: rfc822; bobby@example.org\r\n");
    }

    @Test
    void headerThatIsNotAsciiShouldBeInternational() throws Exception {
        source = "From: a@b.example\r\nSubject: grüße\r\n\r\nx\r\n";
        assertThat(report(FAILED, "bob@example.com", REFUSED))
                .contains("Content-Type: message/global-headers")
                .contains("Subject: grüße");
    }

    @Test
    void wordsOfAServerShouldNotBecomeFields() throws Exception {
        Failure tricky =
                new Failure(
                        Reason.REFUSED,
                        "5.0.0",
                        "x",
                        Optional.of(550),
                        Optional.of("550 a\r\nAction: delivered"),
                        "mx.example:25");
        assertThat(report(FAILED, "bob@example.com", tricky))
                .doesNotContain("\r\nAction: delivered");
    }
}
