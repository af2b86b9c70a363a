package org.signet.rights.wrapper;

import java.time.Instant;

/**
 * The mail that brings a recipient the link to a protected message.
 *
 * @param sender the address of the original sender, which is the From of the wrapper too
 * @param recipient the one address in To
 * @param link the whole link
 * @param expiry until when the message can be opened
 */
public record WrapperMail(String sender, String recipient, String link, Instant expiry) {}
