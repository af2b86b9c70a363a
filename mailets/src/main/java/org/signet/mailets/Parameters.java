package org.signet.mailets;

import jakarta.mail.MessagingException;

import org.apache.mailet.MailetConfig;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The parameters of one mailet as {@code mailetcontainer.xml} gives them, read once at start-up.
 *
 * <p>Constructing one refuses every parameter that the mailet does not know. Each reader names,
 * when it refuses a value, the mailet, the parameter, the value and what is allowed.
 */
final class Parameters {
    private static final String FILE = "mailetcontainer.xml";

    private final MailetConfig config;
    private final String mailet;

    private Parameters(MailetConfig config, Class<?> mailet) {
        this.config = config;
        this.mailet = mailet.getSimpleName();
    }

    /**
     * Reads the parameters of a mailet that knows the given names, and the two that James itself
     * reads of every mailet.
     *
     * @throws MessagingException if a parameter is given that the mailet does not know, or if mail
     *     would go on unprotected after an exception
     */
    static Parameters of(MailetConfig config, Class<?> mailet, String... known)
            throws MessagingException {
        Parameters parameters = new Parameters(config, mailet);
        Set<String> allowed = new TreeSet<>(List.of(known));
        Iterator<String> given = config.getInitParameterNames();
        while (given.hasNext()) {
            String name = given.next();
            if (!allowed.contains(name) && !FailClosed.NAMES.contains(name)) {
                throw parameters.refuse(
                        name,
                        Optional.ofNullable(config.getInitParameter(name)).orElse(""),
                        "this mailet has no such parameter",
                        String.join(", ", allowed));
            }
        }
        FailClosed.check(parameters);
        return parameters;
    }

    /** Tells whether the parameter is there, be it empty. */
    boolean isGiven(String name) {
        return config.getInitParameter(name) != null;
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(config.getInitParameter(name))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    String required(String name, String allowed) throws MessagingException {
        Optional<String> value = optional(name);
        if (value.isEmpty()) {
            throw refuse(name, "", "it is required", allowed);
        }
        return value.get();
    }

    boolean flag(String name, boolean otherwise) throws MessagingException {
        Optional<String> value = optional(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        return switch (value.get().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refuse(name, value.get(), "it is not a truth value", "true, false");
        };
    }

    int number(String name, int otherwise, int least, int most) throws MessagingException {
        Optional<String> value = optional(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        String allowed = "a whole number from " + least + " to " + most;
        try {
            int number = Integer.parseInt(value.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw refuse(name, value.get(), "it is not a number", allowed);
        }
        throw refuse(name, value.get(), "it is out of range", allowed);
    }

    /** Reads an ISO-8601 duration such as {@code PT30S} or {@code P7D}. */
    Duration duration(String name, Duration otherwise) throws MessagingException {
        Optional<String> value = optional(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            return Duration.parse(value.get());
        } catch (DateTimeParseException e) {
            throw refuse(
                    name, value.get(), "it is not a duration", "ISO-8601, such as PT30S or P7D");
        }
    }

    /**
     * Reads one of the constants of an enum, written in the way of the operator: lower case,
     * hyphens.
     */
    <E extends Enum<E>> E choice(String name, E otherwise) throws MessagingException {
        Optional<String> value = optional(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        List<String> allowed = new ArrayList<>();
        for (E constant : otherwise.getDeclaringClass().getEnumConstants()) {
            String word = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (word.equals(value.get())) {
                return constant;
            }
            allowed.add(word);
        }
        throw refuse(name, value.get(), "it is none of the choices", String.join(", ", allowed));
    }

    /** Makes the exception that stops start-up; every refusal of a mailet has this form. */
    MessagingException refuse(String name, String value, String why, String allowed) {
        return new MessagingException(
                "%s: mailet %s: parameter <%s> is '%s': %s; allowed: %s"
                        .formatted(FILE, mailet, name, value, why, allowed));
    }
}
