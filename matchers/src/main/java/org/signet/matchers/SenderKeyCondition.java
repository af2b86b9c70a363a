package org.signet.matchers;

import jakarta.mail.MessagingException;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The parts of the condition of {@link SenderHasKey}, whose documentation says what they mean. */
record SenderKeyCondition(String folder, Optional<String> globalKey, MailAuthor author) {
    private static final String ALLOWED =
            "FOLDER; globalKey=FILE; requireAuthentication=true or false; bounces=pass or sign";
    private static final Set<String> NAMES =
            new TreeSet<>(Set.of("globalKey", "requireAuthentication", "bounces"));

    static SenderKeyCondition parse(FolderCondition condition) throws MessagingException {
        String[] parts = condition.condition().split(";", -1);
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i < parts.length; i++) {
            String[] option = parts[i].split("=", 2);
            String name = option[0].strip();
            String value = option.length == 2 ? option[1].strip() : "";
            if (!NAMES.contains(name) || value.isEmpty()) {
                throw condition.refuse("'" + parts[i].strip() + "' is no part of it", ALLOWED);
            }
            if (options.put(name, value) != null) {
                throw condition.refuse(name + " is given twice", ALLOWED);
            }
        }
        return new SenderKeyCondition(
                parts[0].strip(),
                Optional.ofNullable(options.get("globalKey")),
                new MailAuthor(
                        isFirst(condition, options, "requireAuthentication", "true", "false"),
                        isFirst(condition, options, "bounces", "sign", "pass")));
    }

    /** Whether an option has the first of two values; left out it has that which is stricter. */
    private static boolean isFirst(
            FolderCondition condition,
            Map<String, String> options,
            String name,
            String first,
            String second)
            throws MessagingException {
        String value = options.getOrDefault(name, name.equals("bounces") ? second : first);
        if (!value.equals(first) && !value.equals(second)) {
            throw condition.refuse(
                    name + " is '" + value + "', which is none of the choices", ALLOWED);
        }
        return value.equals(first);
    }
}
