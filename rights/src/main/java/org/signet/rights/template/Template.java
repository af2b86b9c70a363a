package org.signet.rights.template;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A named set of rights.
 *
 * @param audience whom messages may be for
 * @param expiry how long messages can be opened where nothing else is said
 */
public record Template(
        String name, Set<Right> rights, Audience audience, Optional<Duration> expiry) {
    /** All rights but EXPORT and OWNER. */
    public static final Template ENCRYPT_ONLY =
            new Template(
                    "encrypt-only", EnumSet.complementOf(EnumSet.of(Right.EXPORT, Right.OWNER)));

    /** Reading and replying; no forward, print or extract. */
    public static final Template DO_NOT_FORWARD =
            new Template("do-not-forward", EnumSet.of(Right.VIEW, Right.REPLY, Right.REPLYALL));

    /** As Encrypt-Only, for recipients of this server alone. */
    public static final Template INTERNAL_ONLY =
            new Template("internal-only", ENCRYPT_ONLY.rights(), Audience.INSIDE, Optional.empty());

    /** Reading and nothing else. */
    public static final Template CONFIDENTIAL_VIEW_ONLY =
            new Template("confidential-view-only", EnumSet.of(Right.VIEW));

    public Template {
        if (!rights.contains(Right.VIEW)) {
            throw new IllegalArgumentException("a template without VIEW protects from everybody");
        }
        rights = Collections.unmodifiableSet(EnumSet.copyOf(rights));
    }

    /** For anyone, without an expiry of its own. */
    public Template(String name, Set<Right> rights) {
        this(name, rights, Audience.ANYONE, Optional.empty());
    }
}
