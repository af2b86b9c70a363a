/**
 * Sessions of readers who have shown, with a passcode, that a mailbox is theirs.
 *
 * <p>A session belongs to one recipient address: whoever signed in for one message to that address
 * opens another one to it without a new passcode, but only with that message's own link, which is a
 * secret of at least 128 bits. For any other address the session counts for nothing.
 *
 * <p>Its name is 256 random bits made at sign-in and at no other time, so that a name planted
 * before (session fixation) is worth nothing. The database holds the keyed digest of the name. A
 * session ends after fifteen minutes without a request, after twelve hours in any case, and on
 * sign-out. Whether a message may be read is not part of it: that is asked of the rights store at
 * every request, so that revoking a recipient ends access at once while the session goes on.
 *
 * <p>{@link org.signet.portal.session.SessionRules} decides, {@link
 * org.signet.portal.session.SessionStore} is what it needs of a database, {@link
 * org.signet.portal.session.Sessions} joins the two.
 *
 * <p>Not done: a list of one's own sessions, a longer session on a private computer.
 */
@NullMarked
package org.signet.portal.session;

import org.jspecify.annotations.NullMarked;
