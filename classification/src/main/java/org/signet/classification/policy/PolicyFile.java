package org.signet.classification.policy;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeSet;

/** Turns the bytes of a policy file into a node tree that is small, shallow and a tree. */
final class PolicyFile {
    /**
     * Changes whenever the same policy may give another verdict on the same message, so that a
     * verdict stored by an older engine is not taken for one of this.
     */
    private static final String ENGINE_REVISION = "signet-classification 2\n";

    private static final String YAML = "YAML 1.2 in UTF-8, without anchors, aliases and tags";

    private final String file;
    private final LoadSettings settings;

    PolicyFile(String file) {
        this.file = file;
        this.settings =
                LoadSettings.builder()
                        .setLabel(file)
                        .setUseMarks(true)
                        .setCodePointLimit(Policy.MAX_FILE_BYTES)
                        .build();
    }

    PolicyNode read(byte[] content) throws PolicyException {
        if (content.length > Policy.MAX_FILE_BYTES) {
            throw new PolicyException(
                    file,
                    "the file has " + content.length + " bytes",
                    "at most " + Policy.MAX_FILE_BYTES);
        }
        String text = decode(content);
        try {
            for (Event event : new Parse(settings).parseString(text)) {
                check(event);
            }
            return new Compose(settings)
                    .composeString(text)
                    .map(node -> new PolicyNode(file, node))
                    .orElseThrow(
                            () ->
                                    new PolicyException(
                                            file,
                                            new Position(1, 1),
                                            "the file is empty",
                                            "a policy with at least one class"));
        } catch (MarkedYamlEngineException e) {
            Position at =
                    e.getProblemMark()
                            .or(e::getContextMark)
                            .map(Position::of)
                            .orElse(new Position(1, 1));
            throw new PolicyException(file, at, "not YAML: " + e.getProblem(), YAML);
        } catch (YamlEngineException e) {
            throw new PolicyException(file, "not YAML: " + e.getMessage(), YAML);
        }
    }

    private int depth;

    /** Refuses what would make the tree deep, or a graph, before the tree is built. */
    private void check(Event event) throws PolicyException {
        if (event instanceof AliasEvent
                || (event instanceof NodeEvent node && node.getAnchor().isPresent())) {
            throw refuse(event, "found an anchor or alias", YAML);
        }
        switch (event) {
            case CollectionStartEvent start -> {
                if (start.getTag().isPresent()) {
                    throw refuse(event, "found the tag " + start.getTag().get(), YAML);
                }
                if (++depth > Policy.MAX_TREE_DEPTH) {
                    throw refuse(
                            event,
                            "nested too deep",
                            "at most " + Policy.MAX_TREE_DEPTH + " levels");
                }
            }
            case CollectionEndEvent end -> depth--;
            case ScalarEvent scalar -> {
                if (scalar.getTag().isPresent()) {
                    throw refuse(event, "found the tag " + scalar.getTag().get(), YAML);
                }
            }
            default -> {}
        }
    }

    private PolicyException refuse(Event event, String why, String allowed) {
        return new PolicyException(
                file,
                event.getStartMark().map(Position::of).orElse(new Position(1, 1)),
                why,
                allowed);
    }

    private String decode(byte[] content) throws PolicyException {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            int line = 1;
            for (int i = 0; i < bytes.position(); i++) {
                line += content[i] == '\n' ? 1 : 0;
            }
            throw new PolicyException(file, new Position(line, 1), "not UTF-8", YAML);
        }
    }

    /** The digest of a policy and of the conditions that are added to it. */
    static String digest(byte[] content, Map<String, String> further) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(ENGINE_REVISION.getBytes(StandardCharsets.US_ASCII));
            for (String name : new TreeSet<>(further.keySet())) {
                sha256.update((name + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(sha256.digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
