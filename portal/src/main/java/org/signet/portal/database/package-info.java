/**
 * Passcodes and sessions in the database of the rights store, so that any number of portal
 * processes can serve the same readers.
 *
 * <p>The tables carry the prefix {@code portal_} and are laid out by Flyway under a history table
 * of their own ({@code portal_schema_history}), so that the rights store and the portal change
 * their tables independently. The SQL is what H2 and PostgreSQL share.
 *
 * <p>No row holds a secret or an address: names of sessions and browsers, passcodes, links and
 * recipients are keyed digests ({@link org.signet.portal.passcode.PortalKey}). Times are
 * milliseconds since 1970 UTC, so that the time zone of neither database nor process matters.
 *
 * <p>Asking for a passcode counts and inserts under one of 64 lock rows, chosen by the recipient's
 * digest; trying one does the same. Both hold for requests that arrive at the same moment, in one
 * process or in several.
 */
@NullMarked
package org.signet.portal.database;

import org.jspecify.annotations.NullMarked;
