/**
 * The wrapper: the mail that tells a recipient that a protected message waits, and where.
 *
 * <p>It comes from the sender's own address, so that DKIM and DMARC of the sender's domain cover it
 * and the reader sees a name that is known. It goes to one recipient alone, names no other, and
 * holds nothing of the protected message: no subject, no reference to its Message-ID, no
 * attachment. Text and HTML say the same. All of it is ASCII in short lines, so that no server on
 * the way has a reason to re-encode it and break its signature.
 *
 * <p>{@code Auto-Submitted: auto-generated} (RFC 3834 §5) keeps vacation programs from answering.
 * Every value that comes from outside is checked before it reaches a header, and escaped in HTML.
 *
 * <p>Not done yet: the operator's words and looks, other languages, a phrase that sender and reader
 * share, addresses outside ASCII (RFC 6532 §3.2).
 */
@NullMarked
package org.signet.rights.wrapper;

import org.jspecify.annotations.NullMarked;
