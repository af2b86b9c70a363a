package org.signet.mailets;

/** A request to WebAdmin that is answered with an error, in James's words for its kind. */
final class AdminRefusal extends Exception {
    private static final long serialVersionUID = 1;

    /** The kinds of James's own errors. */
    enum Kind {
        INVALID_ARGUMENT(400, "InvalidArgument"),
        NOT_FOUND(404, "notFound"),
        CONFLICT(409, "WrongState"),
        LENGTH_REQUIRED(411, "InvalidArgument"),
        TOO_LARGE(413, "InvalidArgument"),
        SERVER_ERROR(500, "ServerError");

        private final int status;
        private final String type;

        Kind(int status, String type) {
            this.status = status;
            this.type = type;
        }

        int status() {
            return status;
        }

        String type() {
            return type;
        }
    }

    private final Kind kind;
    private final String why;

    AdminRefusal(Kind kind, String why) {
        super(why);
        this.kind = kind;
        this.why = why;
    }

    String why() {
        return why;
    }

    Kind kind() {
        return kind;
    }
}
