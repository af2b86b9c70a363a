package org.signet.classification.policy;

import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A node of the policy file, read as one thing or refused with its position. */
record PolicyNode(String file, Node node) {
    Position at() {
        return node.getStartMark().map(Position::of).orElse(new Position(1, 1));
    }

    boolean isScalar() {
        return node instanceof ScalarNode && !node.getTag().equals(Tag.NULL);
    }

    boolean isSequence() {
        return node instanceof SequenceNode;
    }

    /** Reads a mapping with any keys. */
    Map<String, Entry> mapping(String allowed) throws PolicyException {
        if (!(node instanceof MappingNode mapping)) {
            throw refuse("found " + what() + " where a mapping belongs", allowed);
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            PolicyNode key = new PolicyNode(file, tuple.getKeyNode());
            String name = key.text(allowed);
            Entry entry = new Entry(key, new PolicyNode(file, tuple.getValueNode()));
            if (entries.put(name, entry) != null) {
                throw key.refuse("the key '" + name + "' is given twice", "each key once");
            }
        }
        return entries;
    }

    /** Reads a mapping with no other keys than the given ones. */
    Map<String, Entry> mapping(List<String> known) throws PolicyException {
        String allowed = String.join(", ", known);
        Map<String, Entry> entries = mapping(allowed);
        for (Map.Entry<String, Entry> entry : entries.entrySet()) {
            if (!known.contains(entry.getKey())) {
                throw entry.getValue()
                        .key()
                        .refuse("unknown key '" + shortened(entry.getKey()) + "'", allowed);
            }
        }
        return entries;
    }

    /** Reads a list that is not empty. */
    List<PolicyNode> list(String allowed) throws PolicyException {
        if (!(node instanceof SequenceNode sequence)) {
            throw refuse("found " + what() + " where a list belongs", allowed);
        }
        if (sequence.getValue().isEmpty()) {
            throw refuse("the list is empty", allowed);
        }
        List<PolicyNode> nodes = new ArrayList<>();
        sequence.getValue().forEach(child -> nodes.add(new PolicyNode(file, child)));
        return nodes;
    }

    String text(String allowed) throws PolicyException {
        if (!isScalar()) {
            throw refuse("found " + what() + " where a word belongs", allowed);
        }
        return ((ScalarNode) node).getValue();
    }

    long number(long least, long most) throws PolicyException {
        String allowed = "a whole number from " + least + " to " + most;
        String text = text(allowed);
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw refuse("found '" + shortened(text) + "', which is not a whole number", allowed);
        }
        throw refuse("found " + text + ", which is out of range", allowed);
    }

    /** Reads one of the given words. */
    String choice(List<String> choices) throws PolicyException {
        String allowed = String.join(", ", choices);
        String text = text(allowed);
        if (!choices.contains(text)) {
            throw refuse("found '" + shortened(text) + "'", allowed);
        }
        return text;
    }

    /** Reads one of the constants by its code. */
    <E> E constant(List<E> constants, Function<E, String> code) throws PolicyException {
        String text = choice(constants.stream().map(code).toList());
        return constants.stream()
                .filter(constant -> code.apply(constant).equals(text))
                .findFirst()
                .orElseThrow();
    }

    PolicyException refuse(String why, String allowed) {
        return new PolicyException(file, at(), why, allowed);
    }

    private String what() {
        if (node instanceof MappingNode) {
            return "a mapping";
        }
        if (node instanceof SequenceNode) {
            return "a list";
        }
        return isScalar()
                ? "the word '" + shortened(((ScalarNode) node).getValue()) + "'"
                : "nothing";
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }

    /** A key and its value. */
    record Entry(PolicyNode key, PolicyNode value) {}
}
