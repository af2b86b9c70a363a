package org.signet.matchers;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.server.core.MimeMessageWrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

class MessageOctetsTest {
    /** Fields and a multipart that James would write in another way than they came. */
    private static final String HEAD = "subject:  plan\r\nBcc: eve@example.net\r\n";

    private static final String BODY =
            """
            Content-Type: multipart/mixed;\r
             boundary=b\r
            \r
            --b\r
            \r
            one \r
            --b--  \r
            after\r
            """;

    private static MimeMessage message(boolean inJames) throws Exception {
        byte[] bytes = (HEAD + BODY).getBytes(StandardCharsets.US_ASCII);
        if (!inJames) {
            return new MimeMessage((Session) null, new ByteArrayInputStream(bytes));
        }
        MimeMessageInputStreamSource source = MimeMessageInputStreamSource.create("test");
        try (OutputStream out = source.getWritableOutputStream()) {
            out.write(bytes);
        }
        return new MimeMessageWrapper(source);
    }

    private static String text(ByteArrayOutputStream out) {
        return out.toString(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void messageShouldBeWrittenAsItIs(boolean inJames) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        MessageOctets.write(message(inJames), out);

        assertThat(text(out)).isEqualTo(HEAD + BODY);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void fieldsShouldBeLeftOut(boolean inJames) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        MessageOctets.writeWithout(message(inJames), out, "Bcc", "Resent-Bcc");

        assertThat(text(out)).isEqualTo("subject:  plan\r\n" + BODY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Added", "Bcc"})
    void changedHeaderShouldLeaveTheBodyAsItIs(String field) throws Exception {
        MimeMessage message = message(true);
        message.setHeader(field, "new");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteArrayOutputStream some = new ByteArrayOutputStream();

        MessageOctets.write(message, all);
        MessageOctets.writeWithout(message, some, "Bcc");

        assertThat(text(all))
                .contains(field + ": new\r\n")
                .endsWith(BODY.substring(BODY.indexOf("\r\n\r\n")));
        assertThat(text(some))
                .doesNotContain("Bcc")
                .endsWith(BODY.substring(BODY.indexOf("\r\n\r\n")));
    }

    /** What has no source any more is written by James. */
    @Test
    void changedBodyShouldBeWritten() throws Exception {
        MimeMessage message = message(true);
        message.setText("other words");
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        MessageOctets.write(message, out);

        assertThat(text(out)).endsWith("\r\n\r\nother words").contains("subject:  plan");
    }
}
