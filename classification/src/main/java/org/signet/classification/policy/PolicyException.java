package org.signet.classification.policy;

/**
 * A policy file that is refused. The message has the form {@code FILE: line L, column C: why;
 * allowed: ...} and is meant for the operator as it is.
 */
public final class PolicyException extends Exception {
    private static final long serialVersionUID = 1L;

    PolicyException(String file, Position at, String why, String allowed) {
        super("%s: %s: %s; allowed: %s".formatted(file, at, why, allowed));
    }

    PolicyException(String file, String why, String allowed) {
        super("%s: %s; allowed: %s".formatted(file, why, allowed));
    }
}
