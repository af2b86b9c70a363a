package org.signet.rights.template;

import org.signet.rights.Protection;
import org.signet.rights.RightsException;
import org.signet.rights.RightsException.Reason;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the operator's templates: the whole file is right, or it is refused with line and column.
 *
 * <pre>{@code
 * version: 1
 * templates:
 *   - name: partner-view       # small letters, digits and hyphens, at most 64
 *     rights: [VIEW, REPLY]    # VIEW is always among them
 *     audience: anyone         # or inside; anyone where nothing is said
 *     expiry: P7D              # PT1M to P3653D; where nothing is said, the mailet says it
 * }</pre>
 */
final class TemplateFile {
    /** The most bytes of a file. */
    static final int MOST_BYTES = 64 * 1024;

    /** The most templates in a file. */
    static final int MOST_TEMPLATES = 200;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Set<String> MEMBERS = Set.of("name", "rights", "audience", "expiry");

    private final String file;

    private TemplateFile(String file) {
        this.file = file;
    }

    static List<Template> read(Path file) throws RightsException {
        return parse(text(file), file.toString());
    }

    private static String text(Path file) throws RightsException {
        try (InputStream input = Files.newInputStream(file)) {
            byte[] bytes = input.readNBytes(MOST_BYTES + 1);
            if (bytes.length <= MOST_BYTES) {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            }
        } catch (IOException e) {
            throw new RightsException(
                    Reason.MISCONFIGURED,
                    file + ": it cannot be read (" + e + "); allowed: templates in YAML and UTF-8",
                    e);
        }
        throw misconfigured(file + ": it is too large; allowed: at most " + MOST_BYTES + " bytes");
    }

    static List<Template> parse(String text, String file) throws RightsException {
        LoadSettings settings =
                LoadSettings.builder()
                        .setLabel(file)
                        .setUseMarks(true)
                        .setCodePointLimit(MOST_BYTES)
                        .build();
        try {
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                throw misconfigured(file + ":1:1: it is empty; allowed: version and templates");
            }
            return new TemplateFile(file).templates(root.get());
        } catch (MarkedYamlEngineException e) {
            throw new RightsException(
                    Reason.MISCONFIGURED,
                    file
                            + at(e.getProblemMark().or(e::getContextMark))
                            + "it is not YAML: "
                            + e.getProblem(),
                    e);
        } catch (YamlEngineException e) {
            throw new RightsException(Reason.MISCONFIGURED, file + ": it is not YAML", e);
        }
    }

    private List<Template> templates(Node root) throws RightsException {
        Map<String, Node> members = members(root, Set.of("version", "templates"));
        Node version = required(root, members, "version");
        if (!text(version).equals("1")) {
            throw refuse(version, "version is '" + text(version) + "'", "1");
        }
        List<Node> items = items(required(root, members, "templates"));
        if (items.size() > MOST_TEMPLATES) {
            throw refuse(root, items.size() + " templates", "at most " + MOST_TEMPLATES);
        }
        Map<String, Template> found = new LinkedHashMap<>();
        for (Node item : items) {
            Template template = template(item);
            boolean taken = Templates.BUILT_IN.named(template.name()).isPresent();
            if (taken || found.put(template.name(), template) != null) {
                throw refuse(item, "'" + template.name() + "' is there already", "another name");
            }
        }
        return List.copyOf(found.values());
    }

    private Template template(Node node) throws RightsException {
        Map<String, Node> members = members(node, MEMBERS);
        Node name = required(node, members, "name");
        if (!NAME.matcher(text(name)).matches()) {
            throw refuse(name, "'" + text(name) + "' is no name", NAME.pattern());
        }
        Optional<Duration> expiry =
                members.containsKey("expiry")
                        ? Optional.of(expiry(members.get("expiry")))
                        : Optional.empty();
        Audience audience =
                members.containsKey("audience")
                        ? audience(members.get("audience"))
                        : Audience.ANYONE;
        return new Template(
                text(name), rights(required(node, members, "rights")), audience, expiry);
    }

    private Set<Right> rights(Node node) throws RightsException {
        EnumSet<Right> rights = EnumSet.noneOf(Right.class);
        for (Node item : items(node)) {
            Right right =
                    Arrays.stream(Right.values())
                            .filter(each -> each.name().equals(scalar(item)))
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            refuse(
                                                    item,
                                                    "'" + scalar(item) + "' is no right",
                                                    Arrays.toString(Right.values())));
            if (!rights.add(right)) {
                throw refuse(item, right + " is there twice", "each right once");
            }
        }
        if (!rights.contains(Right.VIEW)) {
            throw refuse(node, "VIEW is missing: nobody could read", "rights with VIEW");
        }
        return rights;
    }

    private Audience audience(Node node) throws RightsException {
        return switch (text(node)) {
            case "anyone" -> Audience.ANYONE;
            case "inside" -> Audience.INSIDE;
            default -> throw refuse(node, "'" + text(node) + "' is no audience", "anyone, inside");
        };
    }

    private Duration expiry(Node node) throws RightsException {
        String allowed = "an ISO-8601 duration from PT1M to P3653D";
        try {
            Duration expiry = Duration.parse(text(node));
            if (expiry.compareTo(Protection.SHORTEST) >= 0
                    && expiry.compareTo(Protection.LONGEST) <= 0) {
                return expiry;
            }
        } catch (DateTimeParseException e) {
            throw refuse(node, "'" + text(node) + "' is no duration", allowed);
        }
        throw refuse(node, "'" + text(node) + "' is out of range", allowed);
    }

    private Map<String, Node> members(Node node, Set<String> known) throws RightsException {
        if (!(node instanceof MappingNode mapping)) {
            throw refuse(node, "it is no mapping", String.join(", ", sorted(known)));
        }
        Map<String, Node> members = new LinkedHashMap<>();
        for (NodeTuple member : mapping.getValue()) {
            String key = text(member.getKeyNode());
            if (!known.contains(key)) {
                throw refuse(
                        member.getKeyNode(),
                        "there is no such key: '" + key + "'",
                        String.join(", ", sorted(known)));
            }
            if (members.put(key, member.getValueNode()) != null) {
                throw refuse(member.getKeyNode(), "'" + key + "' is there twice", "once");
            }
        }
        return members;
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }

    private Node required(Node parent, Map<String, Node> members, String key)
            throws RightsException {
        Node found = members.get(key);
        if (found == null) {
            throw refuse(parent, "'" + key + "' is missing", key.toLowerCase(Locale.ROOT));
        }
        return found;
    }

    private List<Node> items(Node node) throws RightsException {
        if (!(node instanceof SequenceNode sequence)) {
            throw refuse(node, "it is no list", "a list");
        }
        return sequence.getValue();
    }

    private String text(Node node) throws RightsException {
        if (!(node instanceof ScalarNode)) {
            throw refuse(node, "it is no text", "text");
        }
        return scalar(node);
    }

    /** The text of a node, empty for a list or a mapping, which is no allowed text anywhere. */
    private static String scalar(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private RightsException refuse(Node node, String why, String allowed) {
        return misconfigured(file + at(node.getStartMark()) + why + "; allowed: " + allowed);
    }

    /** Line and column, counted from 1. */
    private static String at(Optional<Mark> mark) {
        return mark.map(m -> ":" + (m.getLine() + 1) + ":" + (m.getColumn() + 1) + ": ")
                .orElse(": ");
    }

    private static RightsException misconfigured(String message) {
        return new RightsException(Reason.MISCONFIGURED, message);
    }
}
