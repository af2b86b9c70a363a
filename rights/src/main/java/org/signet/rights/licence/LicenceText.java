package org.signet.rights.licence;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.signet.rights.MessageId;
import org.signet.rights.template.Right;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The one spelling of a licence as JSON: RFC 8785 §3.2, which needs no more than ordered members
 * and no white space here, since there are no fractions and no control characters.
 */
final class LicenceText {
    /** The version that is written, and the only one that is read. */
    static final int VERSION = 1;

    private static final Set<String> MEMBERS =
            Set.of(
                    "conversation",
                    "expiry",
                    "issued",
                    "message",
                    "recipients",
                    "rights",
                    "sender",
                    "template",
                    "version");
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
                    .build();

    private LicenceText() {}

    static byte[] write(Licence licence) {
        Map<String, Object> members = new TreeMap<>();
        members.put("conversation", licence.conversation());
        members.put("expiry", licence.expiry().toString());
        members.put("issued", licence.issued().toString());
        members.put("message", licence.message().text());
        members.put("recipients", licence.recipients());
        members.put("rights", licence.rights().stream().map(Right::name).sorted().toList());
        members.put("sender", licence.sender());
        members.put("template", licence.template());
        members.put("version", VERSION);
        try {
            return JSON.writeValueAsBytes(members);
        } catch (IOException e) {
            throw new IllegalArgumentException("the licence holds text that is not Unicode", e);
        }
    }

    /**
     * @throws IllegalArgumentException if the bytes are not the canonical form of a licence
     */
    static Licence parse(byte[] text) {
        try {
            JsonNode json = JSON.readTree(text);
            Set<String> found = new HashSet<>();
            json.fieldNames().forEachRemaining(found::add);
            if (!found.equals(MEMBERS) || json.required("version").asInt() != VERSION) {
                throw new IllegalArgumentException("not a licence of version " + VERSION);
            }
            Licence licence = licence(json);
            if (!Arrays.equals(write(licence), text)) {
                throw new IllegalArgumentException("the licence is not in canonical form");
            }
            return licence;
        } catch (IOException | DateTimeException e) {
            throw new IllegalArgumentException("the licence cannot be read", e);
        }
    }

    private static Licence licence(JsonNode json) {
        EnumSet<Right> rights = EnumSet.noneOf(Right.class);
        texts(json.required("rights")).forEach(name -> rights.add(Right.valueOf(name)));
        return new Licence(
                new MessageId(text(json.required("message"))),
                text(json.required("sender")),
                texts(json.required("recipients")),
                text(json.required("template")),
                rights,
                Instant.parse(text(json.required("issued"))),
                Instant.parse(text(json.required("expiry"))),
                text(json.required("conversation")));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        if (!array.isArray()) {
            throw new IllegalArgumentException("a member that is a list is none");
        }
        array.forEach(each -> texts.add(text(each)));
        return texts;
    }

    private static String text(JsonNode json) {
        if (!json.isTextual() || json.textValue().chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a member that is text is none");
        }
        return json.textValue();
    }
}
