package org.signet.rights;

/** The token that was made for one recipient of a protected message; it exists only here. */
public record RecipientLink(String recipient, LinkToken token) {}
