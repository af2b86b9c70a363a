package org.signet.transport.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.signet.transport.policy.TlsPolicy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A whole dialogue with a server that has said all it will say beforehand, changed at random.
 *
 * <p>Whatever it is, the client neither hangs nor fails, and a recipient counts as accepted exactly
 * if an independent reading of the replies says so. {@link #fuzzerTestOneInput} is the entry for a
 * fuzzer; the build replays the seeds in {@code transcripts} and mutations of them.
 */
class TranscriptFuzzTest {
    private static final int MUTATIONS = 400;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Deadlines DEADLINES = new Deadlines();

    /** A socket whose other side says all it will say whatever it hears, octet by octet. */
    private static final class Recording extends Socket {
        private final byte[] said;

        Recording(byte[] said) {
            this.said = said;
        }

        @Override
        public InputStream getInputStream() {
            return new ByteArrayInputStream(said) {
                @Override
                public int read(byte[] octets, int offset, int length) {
                    return super.read(octets, offset, Math.min(length, 1));
                }
            };
        }

        @Override
        public OutputStream getOutputStream() {
            return OutputStream.nullOutputStream();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyTranscriptShouldBeReadAsItIs() throws Exception {
        return seeds().stream()
                .map(
                        seed ->
                                DynamicTest.dynamicTest(
                                        String.valueOf(seed.getFileName()), () -> replay(seed)));
    }

    private static List<Path> seeds() throws IOException, URISyntaxException {
        Path folder =
                Path.of(TranscriptFuzzTest.class.getResource("transcripts/data.txt").toURI())
                        .getParent();
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static void replay(Path seed) throws IOException {
        byte[] said = Files.readAllBytes(seed);
        fuzzerTestOneInput(said);
        Random random = new Random(seed.getFileName().toString().hashCode());
        for (int i = 0; i < MUTATIONS; i++) {
            fuzzerTestOneInput(mutated(said, random));
        }
    }

    private static byte[] mutated(byte[] said, Random random) {
        String alphabet = "0123456789- \r\n\0PCx.";
        StringBuilder text = new StringBuilder(new String(said, StandardCharsets.ISO_8859_1));
        for (int i = random.nextInt(4); i >= 0 && text.length() > 1; i--) {
            int at = random.nextInt(text.length());
            char other = alphabet.charAt(random.nextInt(alphabet.length()));
            switch (random.nextInt(5)) {
                case 0 -> text.setCharAt(at, other);
                case 1 -> text.insert(at, other);
                case 2 -> text.deleteCharAt(at);
                case 3 -> text.setLength(at);
                default -> text.insert(at, text.substring(random.nextInt(at + 1), at));
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    static void fuzzerTestOneInput(byte[] said) throws IOException {
        Attempt attempt = dialogue(said);
        boolean accepted =
                switch (attempt) {
                    case Attempt.Answered answered ->
                            answered.results().values().iterator().next()
                                    instanceof RecipientResult.Accepted;
                    case Attempt.Broken broken -> {
                        assertThat(broken.detail()).matches("[\\x20-\\x7e]*");
                        yield broken.results().values().stream()
                                .anyMatch(RecipientResult.Accepted.class::isInstance);
                    }
                };
        String shown = new String(said, StandardCharsets.ISO_8859_1);
        assertThat(accepted).as("accepted in: %s", shown).isEqualTo(isAccepted(shown));
    }

    private static Attempt dialogue(byte[] said) throws IOException {
        SmtpSettings settings =
                new SmtpSettings(
                        "me.example", PATIENCE, PATIENCE, Optional.empty(), Optional.empty());
        Target target = new Target(InetAddress.getLoopbackAddress(), 25, Optional.empty());
        TlsPolicy plain = new TlsPolicy.Plain();
        try (Wire wire = new Wire(new Recording(said), DEADLINES, PATIENCE, PATIENCE)) {
            Session session =
                    new Session(
                            wire,
                            target,
                            settings,
                            new TlsHandshake(new TlsContexts()),
                            Instant.EPOCH);
            try {
                session.begin(plain);
            } catch (SmtpException e) {
                return new Attempt.Broken(
                        e.reason(),
                        e.detail(),
                        e.reply(),
                        java.util.Map.of(),
                        false,
                        false,
                        session.tls());
            }
            SmtpConnection connection = new SmtpConnection(wire, session, target, plain, settings);
            return connection.send(
                    new Envelope(
                            "",
                            List.of(new Envelope.Recipient("b@example", Optional.empty())),
                            Optional.empty(),
                            Optional.empty()),
                    OutgoingMessage.of(out -> out.write('x')));
        }
    }

    private record Reply(int code, List<String> lines) {}

    private static final Pattern LINE =
            Pattern.compile("([2-5]\\d\\d)(?:([ -])(.*))?", Pattern.DOTALL);

    /** Reads replies until one is wrong; what follows that does not count. */
    private static List<Reply> replies(String said) {
        List<Reply> replies = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        int code = 0;
        int from = 0;
        for (int end = said.indexOf('\n'); end >= 0; end = said.indexOf('\n', from)) {
            String raw = said.substring(from, end);
            from = end + 1;
            String line = raw.endsWith("\r") ? raw.substring(0, raw.length() - 1) : raw;
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                return replies;
            }
            int own = Integer.parseInt(matcher.group(1));
            if (!lines.isEmpty() && own != code) {
                return replies;
            }
            code = own;
            lines.add(matcher.group(3) == null ? "" : matcher.group(3));
            if (!"-".equals(matcher.group(2))) {
                replies.add(new Reply(code, List.copyOf(lines)));
                lines.clear();
            }
        }
        return replies;
    }

    private static boolean isAccepted(String said) {
        List<Reply> replies = replies(said);
        int hello = 1;
        List<String> offered = List.of();
        if (replies.size() > 1 && replies.get(1).code() / 100 == 5) {
            hello = 2;
        } else if (replies.size() > 1) {
            List<String> lines = replies.get(1).lines();
            offered =
                    lines.subList(1, lines.size()).stream()
                            .map(line -> line.split(" ", 2)[0].toUpperCase(java.util.Locale.ROOT))
                            .toList();
        }
        boolean chunked = offered.contains("PIPELINING") && offered.contains("CHUNKING");
        int size = hello + (chunked ? 4 : 5);
        if (replies.size() < size) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            boolean isGo = !chunked && i == hello + 3;
            int code = replies.get(i).code();
            boolean asExpected = isGo ? code == 354 : code / 100 == 2;
            boolean unknownHello = i == 1 && hello == 2 && code != 521 && code != 554;
            if (!asExpected && !unknownHello) {
                return false;
            }
        }
        return true;
    }
}
