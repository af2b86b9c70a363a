package org.signet.classification;

import org.signet.classification.policy.PolicyCase;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Writes the message that a test case of a policy describes. */
final class CaseMessage {
    private static final String BOUNDARY = "signet-policy-test";

    private CaseMessage() {}

    static byte[] write(PolicyCase described) {
        StringBuilder mail = new StringBuilder();
        for (Map.Entry<String, String> field : described.headers().entrySet()) {
            field(mail, field.getKey(), field.getValue());
        }
        field(mail, "Subject", described.subject());
        field(mail, "MIME-Version", "1.0");
        field(mail, "Content-Type", "multipart/mixed; boundary=" + BOUNDARY);
        mail.append("\r\n");
        part(mail, "", described.body());
        for (PolicyCase.File file : described.attachments()) {
            part(mail, file.name(), file.text());
        }
        return mail.append("--" + BOUNDARY + "--\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Writes a field with its value as UTF-8 (RFC 6532 §3.2). */
    private static void field(StringBuilder mail, String name, String value) {
        mail.append(name).append(": ").append(value.replaceAll("[\\r\\n]+", " ")).append("\r\n");
    }

    private static void part(StringBuilder mail, String fileName, String text) {
        mail.append("--" + BOUNDARY + "\r\n");
        field(mail, "Content-Type", "text/plain; charset=utf-8");
        field(mail, "Content-Transfer-Encoding", "base64");
        if (!fileName.isEmpty()) {
            String quoted = fileName.replaceAll("[\"\\\\]", "_");
            field(mail, "Content-Disposition", "attachment; filename=\"" + quoted + "\"");
        }
        mail.append("\r\n");
        mail.append(Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        mail.append("\r\n");
    }
}
