package org.signet.portal.passcode;

import java.time.Instant;

/**
 * A passcode as it is stored: never its digits, only their keyed digest.
 *
 * @param reference the short code shown both in the page and in the mail, so that a reader can tell
 *     which mail belongs to which page; no secret
 */
public record Passcode(
        Digest digest, String reference, Instant expires, int triesMade, boolean used) {}
