package org.signet.sandbox.recipient;

/** What a sender that keeps RFC 7672 does with a mail to a domain. */
public enum Expectation {
    /** Deliver over TLS, the server authenticated by DANE. */
    VERIFIED("deliver, authenticated by DANE"),
    /** Deliver over TLS and never in the clear; no record can authenticate (RFC 7672 §2.2). */
    ENCRYPTED("deliver, encrypted in any case, not authenticated"),
    /** Deliver with TLS if it is offered. */
    OPPORTUNISTIC("deliver, encrypted if offered"),
    /** Keep the mail and try again later. */
    DEFERRED("do not deliver, try later");

    private final String words;

    Expectation(String words) {
        this.words = words;
    }

    /** The expectation for people. */
    public String words() {
        return words;
    }
}
