package org.signet.acceptance.postfix;

import java.util.List;

/**
 * What one side did with the mail of one scene.
 *
 * @param status {@code delivered}, {@code deferred} or {@code bounced}
 * @param level how the connection that took the mail was protected, in Postfix's words: {@code
 *     verified}, {@code trusted}, {@code untrusted}, {@code anonymous}, {@code plain}; empty where
 *     the mail was not delivered
 * @param host the host that took it
 * @param detail the enhanced status code and why the mail was not delivered, in this side's words
 */
record Result(String status, String level, String host, String detail) {
    static Result delivered(String level, String host) {
        return new Result("delivered", level, host, "");
    }

    static Result failed(String status, String detail) {
        return new Result(status, "", "", detail);
    }

    /** Tells whether both sides did the same for the mail, whatever they call the reason. */
    boolean agreesWith(Result other, Scene scene) {
        return status.equals(other.status)
                && level.equals(other.level)
                && (scene.anyHost() || host.equals(other.host));
    }

    /** Returns the result as the table shows it; the host only where the scene has several. */
    String shownIn(Scene scene) {
        if (!status.equals("delivered")) {
            return status + " " + detail;
        }
        return status
                + " "
                + level
                + (scene.hosts().size() > 1 && !scene.anyHost() ? " by " + label() : "");
    }

    private String label() {
        return host.substring(0, host.indexOf('.'));
    }

    /** Returns the result as one line for {@link #parse}. */
    String line() {
        return String.join("\t", status, level, host, detail);
    }

    static Result parse(String line) {
        List<String> fields = List.of(line.split("\t", -1));
        return new Result(fields.get(0), fields.get(1), fields.get(2), fields.get(3));
    }
}
