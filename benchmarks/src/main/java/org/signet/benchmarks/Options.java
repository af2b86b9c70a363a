package org.signet.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The options behind the name of a benchmark: {@code --name value}, each known to it. */
record Options(Map<String, String> values) {
    Options {
        values = Map.copyOf(values);
    }

    static Options parse(String[] arguments, List<String> known) {
        Map<String, String> values = new TreeMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i];
            if (!name.startsWith("--") || !known.contains(name.substring(2))) {
                throw new IllegalArgumentException("Unknown option " + name + "; known: " + known);
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException("No value after " + name);
            }
            values.put(name.substring(2), arguments[i + 1]);
        }
        return new Options(values);
    }

    int number(String name, int usual) {
        return text(name).map(Integer::parseInt).orElse(usual);
    }

    List<String> list(String name, List<String> usual) {
        return text(name).map(text -> Arrays.asList(text.split(","))).orElse(usual);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
