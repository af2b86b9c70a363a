package org.signet.transport.policy;

import org.signet.transport.dane.DaneVerdict;

/**
 * Why mail is not delivered: a stable code for logs, bounces and metrics, and the enhanced status
 * code (RFC 3463) that goes with it.
 */
public enum Reason {
    MX_BOGUS("mx-bogus", "4.7.5"),
    MX_LOOKUP_FAILED("mx-lookup-failed", "4.4.3"),
    NULL_MX("null-mx", "5.1.10"),
    NO_SUCH_DOMAIN("no-such-domain", "5.1.2"),
    NO_MAIL_HOST("no-mail-host", "5.4.4"),
    HOST_BOGUS("host-bogus", "4.7.5"),
    HOST_LOOKUP_FAILED("host-lookup-failed", "4.4.3"),
    HOST_WITHOUT_ADDRESS("host-without-address", "4.4.4"),
    TLSA_BOGUS("tlsa-bogus", "4.7.5"),
    TLSA_LOOKUP_FAILED("tlsa-lookup-failed", "4.7.5"),
    DANE_REQUIRED("dane-required", "4.7.5"),
    TLS_DEMANDED("tls-demanded", "4.7.4"),
    NO_REFERENCE_NAME("no-reference-name", "4.7.5"),

    CONNECT_FAILED("connect-failed", "4.4.1"),
    CONNECTION_LOST("connection-lost", "4.4.2"),
    TIMEOUT("timeout", "4.4.2"),
    GREETING_REFUSED("greeting-refused", "4.3.2"),
    REPLY_MALFORMED("reply-malformed", "4.5.0"),
    SERVER_CLOSING("server-closing", "4.3.2"),
    SESSION_LIMIT("session-limit", "4.5.3"),
    PIPELINE_REFUSED("pipeline-refused", "4.5.0"),

    STARTTLS_NOT_OFFERED("starttls-not-offered", "4.7.4"),
    STARTTLS_REFUSED("starttls-refused", "4.7.4"),
    HANDSHAKE_FAILED("handshake-failed", "4.7.5"),
    NO_CERTIFICATE("no-certificate", "4.7.5"),
    TLSA_MISMATCH("tlsa-mismatch", "4.7.5"),
    CERTIFICATE_EXPIRED("certificate-expired", "4.7.5"),
    CERTIFICATE_NOT_YET_VALID("certificate-not-yet-valid", "4.7.5"),
    CERTIFICATE_NAME_MISMATCH("certificate-name-mismatch", "4.7.5"),
    CERTIFICATE_PURPOSE("certificate-purpose", "4.7.5"),
    CERTIFICATE_PATH_INVALID("certificate-path-invalid", "4.7.5"),
    CERTIFICATE_NOT_TRUSTED("certificate-not-trusted", "4.7.5"),

    AUTH_NEEDS_TLS("auth-needs-tls", "4.7.11"),
    AUTH_NOT_OFFERED("auth-not-offered", "4.7.0"),
    AUTH_REFUSED("auth-refused", "4.7.8"),

    /** The other server refused; its reply carries the status. */
    REFUSED("refused", "4.0.0"),
    MESSAGE_TOO_BIG("message-too-big", "5.3.4"),
    NEEDS_8BITMIME("needs-8bitmime", "5.6.3"),
    NEEDS_SMTPUTF8("needs-smtputf8", "5.6.7"),
    MESSAGE_UNREADABLE("message-unreadable", "4.3.0"),
    INTERNAL_ERROR("internal-error", "4.3.0");

    private final String code;
    private final String status;

    Reason(String code, String status) {
        this.code = code;
        this.status = status;
    }

    /** Returns the stable code. */
    public String code() {
        return code;
    }

    /** Returns the enhanced status code. */
    public String status() {
        return status;
    }

    /** Tells whether trying again cannot help. */
    public boolean isPermanent() {
        return status.startsWith("5");
    }

    /** Returns the reason that stands for a rejection by DANE. */
    public static Reason of(DaneVerdict.Cause cause) {
        return switch (cause) {
            case NO_CERTIFICATE -> NO_CERTIFICATE;
            case TLSA_MISMATCH -> TLSA_MISMATCH;
            case CERTIFICATE_EXPIRED -> CERTIFICATE_EXPIRED;
            case CERTIFICATE_NOT_YET_VALID -> CERTIFICATE_NOT_YET_VALID;
            case CERTIFICATE_NAME_MISMATCH -> CERTIFICATE_NAME_MISMATCH;
            case CERTIFICATE_PURPOSE -> CERTIFICATE_PURPOSE;
            case CERTIFICATE_PATH_INVALID -> CERTIFICATE_PATH_INVALID;
        };
    }
}
