package org.signet.transport.smtp;

/** A name and a password for a gateway. */
public record Credentials(String username, String password) {
    public Credentials {
        if (username.isEmpty() || password.isEmpty()) {
            throw new IllegalArgumentException("A name or password for a gateway is empty");
        }
    }

    /** The password is in no log. */
    @Override
    public String toString() {
        return "Credentials[" + username + "]";
    }
}
