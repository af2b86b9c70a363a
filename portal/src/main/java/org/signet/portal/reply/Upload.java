package org.signet.portal.reply;

import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.signet.portal.message.FileName;
import org.signet.portal.reply.Uploaded.SentFile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Reads a form with files (RFC 7578) once, as a stream.
 *
 * <p>The fields come before the files, as they stand on the page. What proves that the form is ours
 * is looked at before the first byte of a file is kept.
 */
public final class Upload {
    private static final int BUFFER = 16 * 1024;
    private static final int MOST_PARTS = 200;
    private static final int HEADER_LENGTH = 16 * 1024;
    private static final Pattern TYPE =
            Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,60}/[a-z0-9][a-z0-9!#$&^_.+-]{0,100}");
    private static final Pattern COMPOSITE = Pattern.compile("(multipart|message)/.*");
    private static final Pattern DRAFT_ID = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]");

    private final UploadLimits limits;
    private final Predicate<String> proof;
    private final Spool spool;
    private final Map<String, String> fields = new HashMap<>();
    private final List<SentFile> files = new ArrayList<>();
    private Optional<Reason> refusal = Optional.empty();
    private long fieldBytes;
    private long fileBytes;

    private Upload(UploadLimits limits, Predicate<String> proof, Spool spool) {
        this.limits = limits;
        this.proof = proof;
        this.spool = spool;
    }

    /** Why a form is not taken. */
    public enum Reason {
        /** It does not prove that it comes from a page of ours. */
        NOT_OURS,
        MALFORMED,
        TEXT_TOO_LONG,
        TOO_LARGE,
        TOO_MANY_FILES,
        TOO_SLOW
    }

    /** What reading came to. */
    public sealed interface Outcome {
        /** Everything came; to be closed after use. */
        record Whole(Uploaded uploaded) implements Outcome {}

        /**
         * Nothing is kept.
         *
         * @param draft what was written, as far as it came
         */
        record Refused(Reason reason, Draft draft) implements Outcome {}
    }

    /** What a form is read with. */
    public record Means(UploadLimits limits, Clock clock, SecureRandom random) {}

    /**
     * Reads a form to its end, or to where it is refused.
     *
     * @param proof tells whether the field {@code proof} shows that the form is ours
     * @throws IOException if the connection breaks, or nothing can be kept on this machine
     */
    public static Outcome read(
            InputStream body, String contentType, Predicate<String> proof, Means means)
            throws IOException {
        Spool spool = Spool.create(means.random());
        Upload upload = new Upload(means.limits(), proof, spool);
        boolean kept = false;
        try {
            upload.parse(new Meter(body, means.limits(), means.clock()), contentType);
            spool.finish();
            Outcome outcome = upload.outcome();
            kept = outcome instanceof Outcome.Whole;
            return outcome;
        } finally {
            if (!kept) {
                spool.close();
            }
        }
    }

    private void parse(InputStream body, String contentType) throws IOException {
        MimeTokenStream tokens = new MimeTokenStream(config());
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
        try {
            tokens.parseHeadless(body, contentType);
            if (tokens.getState() != EntityState.T_START_MULTIPART) {
                refuse(Reason.MALFORMED);
                return;
            }
            parts(tokens);
        } catch (Meter.BrokenOff e) {
            refuse(e.reason());
        } catch (MimeException | IllegalArgumentException e) {
            refuse(Reason.MALFORMED);
        }
    }

    private void parts(MimeTokenStream tokens) throws IOException, MimeException {
        FormPart part = new FormPart();
        int parts = 0;
        while (tokens.next() != EntityState.T_END_OF_STREAM) {
            switch (tokens.getState()) {
                case T_START_HEADER -> part = new FormPart();
                case T_FIELD -> part.add(tokens.getField());
                case T_BODY -> {
                    if (++parts > MOST_PARTS) {
                        refuse(Reason.TOO_MANY_FILES);
                        return;
                    }
                    part(part, tokens.getInputStream());
                }
                case T_START_MULTIPART -> refuse(Reason.MALFORMED);
                default -> {
                    // Nothing else stands between the parts of a form.
                }
            }
        }
    }

    private static MimeConfig config() {
        return MimeConfig.custom()
                .setStrictParsing(false)
                .setMaxLineLen(HEADER_LENGTH)
                .setMaxHeaderLen(HEADER_LENGTH)
                .setMaxHeaderCount(20)
                .build();
    }

    private void part(FormPart part, InputStream content) throws IOException {
        Optional<String> name = part.fileName();
        if (name.isPresent()) {
            file(part, name.get(), content);
        } else {
            field(part.name(), content);
        }
    }

    private void field(String name, InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(UploadLimits.FIELD_BYTES);
        fieldBytes += bytes.length;
        if (fieldBytes >= UploadLimits.FIELD_BYTES) {
            refuse(Reason.TEXT_TOO_LONG);
        } else {
            fields.putIfAbsent(name, new String(bytes, StandardCharsets.UTF_8));
        }
    }

    private void file(FormPart part, String name, InputStream content) throws IOException {
        byte[] buffer = new byte[BUFFER];
        int read = content.read(buffer);
        if (read < 0 && name.isBlank()) {
            return; // No file was chosen.
        }
        mayKeep();
        long length = 0;
        while (read >= 0) {
            length += read;
            fileBytes += read;
            if (fileBytes > limits.bytes()) {
                refuse(Reason.TOO_LARGE);
            }
            if (refusal.isEmpty()) {
                spool.write(buffer, read);
            }
            read = content.read(buffer);
        }
        int number = files.size() + 1;
        String type = type(part.type());
        files.add(new SentFile(FileName.of(Optional.of(name), number, type).text(), type, length));
    }

    private void mayKeep() {
        if (!isOurs()) {
            refuse(Reason.NOT_OURS);
        }
        if (files.size() >= limits.files()) {
            refuse(Reason.TOO_MANY_FILES);
        }
    }

    private boolean isOurs() {
        return proof.test(fields.getOrDefault("proof", ""));
    }

    /** A file that calls itself a container would be taken for part of the mail's structure. */
    static String type(String given) {
        return TYPE.matcher(given).matches() && !COMPOSITE.matcher(given).matches()
                ? given
                : "application/octet-stream";
    }

    /** The first reason counts. */
    private void refuse(Reason reason) {
        if (refusal.isEmpty()) {
            refusal = Optional.of(reason);
        }
    }

    private Outcome outcome() {
        String id = fields.getOrDefault("draft", "");
        Draft draft =
                new Draft(
                        id,
                        line(fields.getOrDefault("to", ""), UploadLimits.FIELD_BYTES),
                        line(fields.getOrDefault("subject", ""), Draft.LONGEST_SUBJECT),
                        text(fields.getOrDefault("text", "")));
        if (refusal.filter(reason -> reason != Reason.NOT_OURS).isEmpty() && !isOurs()) {
            refusal = Optional.of(Reason.NOT_OURS);
        }
        if (!DRAFT_ID.matcher(id).matches() || !fields.containsKey("text")) {
            refuse(Reason.MALFORMED);
        }
        if (draft.text().length() > Draft.LONGEST_TEXT) {
            refuse(Reason.TEXT_TOO_LONG);
        }
        return refusal.<Outcome>map(reason -> new Outcome.Refused(reason, draft))
                .orElseGet(() -> new Outcome.Whole(new Uploaded(draft, files, spool)));
    }

    private static String line(String typed, int longest) {
        String line = typed.replaceAll("\\s+", " ").replaceAll("\\p{Cc}", "").strip();
        return line.length() <= longest ? line : line.substring(0, longest);
    }

    /** Line ends as LF; no control characters, which mail programs render in their own ways. */
    private static String text(String typed) {
        String lines = typed.replace("\r\n", "\n").replace('\r', '\n');
        return CONTROLS.matcher(lines).replaceAll("");
    }
}
