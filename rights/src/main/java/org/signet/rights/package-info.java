/**
 * Rights-wrapped messages: mail that stays in the sender's hands and is read through a link.
 *
 * <p>A message is protected once for all its recipients: its bytes are encrypted under a content
 * key that belongs to this message alone ({@code org.signet.rights.envelope}), the content key is
 * wrapped by the keys of the tenant ({@link org.signet.rights.key}), and a <em>licence</em> states
 * who sent it, who may read it, with which rights and until when ({@link
 * org.signet.rights.licence}). Each recipient gets an own link with an own random token, so that
 * access is granted, counted and taken back for each one alone, at any time, with effect at the
 * next request.
 *
 * <p>{@link org.signet.rights.ProtectedMessages} is the way in, for the mailet that protects and
 * for the portal that shows. Who holds a link is not yet who may read: {@code find} says which
 * recipient the link was made for, and the portal has to make sure that this recipient is the one
 * who asks.
 *
 * <p>Four outcomes are kept apart everywhere: a link that was never made ({@code Unknown}), one
 * that has ended ({@code Expired}, {@code Revoked}), one that is good ({@code Granted}), and a
 * store that does not answer ({@code Unavailable}), which is never taken for any of the others.
 *
 * <p>After sending, {@link org.signet.rights.MessageControl} revokes, grants again, moves expiries
 * and shreds, and {@link org.signet.rights.MessageOverview} tells what is stored and whether it is
 * as it was written.
 *
 * <p>Not done yet: parts of a message as separate objects, keys held by a KMS, content in S3.
 */
@NullMarked
package org.signet.rights;

import org.jspecify.annotations.NullMarked;
