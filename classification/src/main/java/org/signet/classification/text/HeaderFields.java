package org.signet.classification.text;

import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.stream.RawBody;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.util.ByteSequence;
import org.apache.james.mime4j.util.MimeParameterMapping;
import org.signet.classification.message.Structure;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The header of one part: which of its fields are text, and whether the fields that say how the
 * body is encoded are given twice with different values, so that readers disagree on it.
 */
final class HeaderFields {
    private static final Set<String> READ =
            Set.of("thread-topic", "comments", "keywords", "sensitivity", "content-description");
    private static final Set<String> FILE_NAMES = Set.of("content-type", "content-disposition");
    private static final Set<String> SINGLE = Set.of("content-type", "content-transfer-encoding");

    private final Map<String, String> single = new HashMap<>();
    private final Map<String, String> parameters = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private final Structure structure;
    private final boolean top;
    private String fileName = "";
    private boolean attached;
    private boolean ambiguous;
    private boolean tooLong;

    /**
     * @param top whether this is the header of the message itself
     */
    HeaderFields(Structure structure, boolean top) {
        this.structure = structure;
        this.top = top;
    }

    /** A text of the header. */
    record Text(Place.Field field, String value) {}

    /** Takes a field; gives the text in it, if people read it. */
    Optional<Text> take(Field field) {
        String name = field.getNameLowerCase();
        String value = unfolded(field);
        if (top && structure.wants(name)) {
            String decoded = EncodedWords.decode(bounded(value)).text();
            structure.field(name, Normaliser.normalise(decoded).strip());
        }
        if (SINGLE.contains(name)) {
            String before = single.putIfAbsent(name, value.strip());
            ambiguous |= before != null && !before.equals(value.strip());
        }
        if (name.equals("subject")) {
            return Optional.of(new Text(Place.Field.SUBJECT, bounded(value)));
        }
        if (READ.contains(name)) {
            return Optional.of(new Text(Place.Field.HEADER, bounded(value)));
        }
        return FILE_NAMES.contains(name) ? fileName(field, name) : Optional.empty();
    }

    private String bounded(String value) {
        if (value.length() <= Limits.FIELD_CHARACTERS) {
            return value;
        }
        tooLong = true;
        return value.substring(0, Limits.FIELD_CHARACTERS);
    }

    /** Reads the parameters, of which the file name is text; each name is given out once. */
    private Optional<Text> fileName(Field field, String fieldName) {
        if (field.getBody() == null || field.getBody().length() > Limits.FIELD_CHARACTERS) {
            tooLong = true;
            return Optional.empty();
        }
        MimeParameterMapping mapping = new MimeParameterMapping();
        for (NameValuePair pair : parsed(field).getParams()) {
            mapping.addParameter(pair.getName(), pair.getValue());
        }
        if (fieldName.equals("content-disposition")) {
            attached |= parsed(field).getValue().strip().equalsIgnoreCase("attachment");
        }
        for (String wanted : List.of("smime-type", "report-type")) {
            String given = mapping.get(wanted);
            if (given != null) {
                parameters.put(wanted, given);
            }
        }
        String name = mapping.get(fieldName.equals("content-type") ? "name" : "filename");
        if (name == null || name.isBlank() || !names.add(name)) {
            return Optional.empty();
        }
        if (fileName.isEmpty() || fieldName.equals("content-disposition")) {
            fileName = EncodedWords.decode(name).text();
        }
        return Optional.of(new Text(Place.Field.FILE_NAME, name));
    }

    /** The name of the attached file (RFC 2183 §2.3); empty if there is none. */
    String fileName() {
        return fileName;
    }

    /** Whether the part is an attached file, by its name or its disposition. */
    boolean isAttached() {
        return attached || !fileName.isEmpty();
    }

    private static RawBody parsed(Field field) {
        return RawFieldParser.DEFAULT.parseRawBody(
                field instanceof RawField raw
                        ? raw
                        : new RawField(field.getName(), field.getBody()));
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    boolean isAmbiguous() {
        return ambiguous;
    }

    boolean isBase64() {
        return single.getOrDefault("content-transfer-encoding", "").equalsIgnoreCase("base64");
    }

    boolean isTooLong() {
        return tooLong;
    }

    /** The value with its bytes decoded (RFC 6532 §3.2 or older custom) and its folds undone. */
    private static String unfolded(Field field) {
        ByteSequence raw = field.getRaw();
        if (raw == null) {
            return field.getBody() == null ? "" : field.getBody();
        }
        String whole = TextDecoder.guess(raw.toByteArray());
        int colon = whole.indexOf(':');
        return whole.substring(colon + 1).replace("\r", "").replace("\n", "").strip();
    }

    /** A line in the header that is no field: some readers show it as text. */
    static Optional<Text> stray(byte[] line) {
        String text = TextDecoder.guess(line);
        return text.isBlank() ? Optional.empty() : Optional.of(new Text(Place.Field.HEADER, text));
    }
}
