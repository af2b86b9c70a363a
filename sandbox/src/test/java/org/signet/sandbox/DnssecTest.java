package org.signet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;
import org.xbill.DNS.dnssec.ValidatingResolver;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** The zones as dnsjava's validator sees them, from the trust anchor file down. */
class DnssecTest {
    @TempDir static Path directory;
    private static Sandbox sandbox;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.in(directory));
    }

    @AfterAll
    static void stop() throws Exception {
        sandbox.close();
    }

    private static ValidatingResolver validator() throws Exception {
        ValidatingResolver validator =
                new ValidatingResolver(new SimpleResolver(sandbox.dnsAddress()));
        try (InputStream anchors = Files.newInputStream(sandbox.trustAnchorFile())) {
            validator.loadTrustAnchors(anchors);
        }
        return validator;
    }

    private static Message ask(ValidatingResolver validator, String name, int type)
            throws Exception {
        Name owner = Name.fromString(name.replace("_P.", "_" + sandbox.smtpPort() + "."));
        return validator.send(Message.newQuery(Record.newRecord(owner, type, DClass.IN)));
    }

    @ParameterizedTest(name = "{0} {1} is {2} {3} with {4} records")
    @CsvSource({
        // name, type, rcode, status, records
        "., SOA, NOERROR, secure, 1",
        "., DNSKEY, NOERROR, secure, 1",
        "test., DS, NOERROR, secure, 1",
        "test., NS, NOERROR, secure, 1",
        "ns.test., A, NOERROR, secure, 1",
        "dane.test., DS, NOERROR, secure, 1",
        "dane.test., MX, NOERROR, secure, 1",
        "mx.dane.test., A, NOERROR, secure, 1",
        "_P._tcp.mx.dane.test., TLSA, NOERROR, secure, 1",
        "_P._tcp.mx.dane-ta.test., TLSA, NOERROR, secure, 1",
        "_P._tcp.mx.mismatch.test., TLSA, NOERROR, secure, 1",
        "large.signet.test., TXT, NOERROR, secure, 40",
        // no such type
        "dane.test., AAAA, NOERROR, secure, 0",
        "mx.dane.test., AAAA, NOERROR, secure, 0",
        "_tcp.mx.dane.test., TLSA, NOERROR, secure, 0",
        "test., MX, NOERROR, secure, 0",
        "., MX, NOERROR, secure, 0",
        // no such name
        "_P._tcp.mx.plain.test., TLSA, NXDOMAIN, secure, 0",
        "nowhere.test., MX, NXDOMAIN, secure, 0",
        "a.b.c.nowhere.test., A, NXDOMAIN, secure, 0",
        "example., A, NXDOMAIN, secure, 0",
        "zzz.example.org., A, NXDOMAIN, secure, 0",
        "aaa.dane.test., A, NXDOMAIN, secure, 0",
        "zzz.dane.test., A, NXDOMAIN, secure, 0",
        // the unsigned delegation, and the signed proof of it
        "tls.test., DS, NOERROR, secure, 0",
        "tls.test., MX, NOERROR, insecure, 1",
        "mx.tls.test., A, NOERROR, insecure, 1",
        "mx.tls.test., AAAA, NOERROR, insecure, 0",
        "_P._tcp.mx.tls.test., TLSA, NXDOMAIN, insecure, 0",
        // everything of the bogus domain is valid but its TLSA records
        "bogus.test., MX, NOERROR, secure, 1",
        "mx.bogus.test., A, NOERROR, secure, 1",
        "mx.bogus.test., AAAA, NOERROR, secure, 0",
        "_P._tcp.mx.bogus.test., TLSA, SERVFAIL, insecure, 0",
    })
    void validatorShouldFind(String name, String type, String rcode, String status, int records)
            throws Exception {
        Message answer = ask(validator(), name, Type.value(type));

        assertThat(Rcode.string(answer.getRcode())).isEqualTo(rcode);
        assertThat(answer.getHeader().getFlag(Flags.AD)).isEqualTo(status.equals("secure"));
        assertThat(
                        answer.getSection(Section.ANSWER).stream()
                                .filter(record -> record.getType() == Type.value(type)))
                .hasSize(records);
    }

    @Test
    void forgedTlsaShouldBeServedToOneWhoDoesNotValidate() throws Exception {
        Name name = Name.fromString("_" + sandbox.smtpPort() + "._tcp.mx.bogus.test.");
        Message answer =
                new SimpleResolver(sandbox.dnsAddress())
                        .send(Message.newQuery(Record.newRecord(name, Type.TLSA, DClass.IN)));

        assertThat(answer.getSection(Section.ANSWER)).hasSize(1);
    }

    @Test
    void anotherSandboxShouldBeBogusUnderThisTrustAnchor(@TempDir Path elsewhere) throws Exception {
        try (Sandbox other = Sandbox.start(SandboxOptions.in(elsewhere))) {
            ValidatingResolver validator =
                    new ValidatingResolver(new SimpleResolver(other.dnsAddress()));
            try (InputStream anchors = Files.newInputStream(sandbox.trustAnchorFile())) {
                validator.loadTrustAnchors(anchors);
            }
            assertThat(ask(validator, "dane.test.", Type.MX).getRcode()).isEqualTo(Rcode.SERVFAIL);
        }
    }

    @Test
    void manyValidatorsAtOnceShouldAllFindSecureAnswers() throws Exception {
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> lookup =
                    () ->
                            ask(validator(), "_P._tcp.mx.dane.test.", Type.TLSA)
                                    .getHeader()
                                    .getFlag(Flags.AD);
            List<Future<Boolean>> results =
                    many.invokeAll(IntStream.range(0, 50).mapToObj(i -> lookup).toList());
            for (Future<Boolean> result : results) {
                assertThat(result.get()).isTrue();
            }
        }
    }
}
