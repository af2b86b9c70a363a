package org.signet.rights.template;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A named set of rights. */
public record Template(String name, Set<Right> rights) {
    /** All rights but EXPORT and OWNER. */
    public static final Template ENCRYPT_ONLY =
            new Template(
                    "encrypt-only", EnumSet.complementOf(EnumSet.of(Right.EXPORT, Right.OWNER)));

    /** Reading and replying; no forward, print or extract. */
    public static final Template DO_NOT_FORWARD =
            new Template("do-not-forward", EnumSet.of(Right.VIEW, Right.REPLY, Right.REPLYALL));

    /** The templates that can be asked for by name. */
    public static final List<Template> BUILT_IN = List.of(ENCRYPT_ONLY, DO_NOT_FORWARD);

    public Template {
        if (!rights.contains(Right.VIEW)) {
            throw new IllegalArgumentException("a template without VIEW protects from everybody");
        }
        rights = Collections.unmodifiableSet(EnumSet.copyOf(rights));
    }

    public static Optional<Template> named(String name) {
        return BUILT_IN.stream().filter(template -> template.name().equals(name)).findFirst();
    }
}
