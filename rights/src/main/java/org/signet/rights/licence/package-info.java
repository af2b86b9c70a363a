/**
 * Licences: who may do what with a protected message, and until when.
 *
 * <p>A licence is a JSON object in one canonical form: UTF-8, the members in the alphabetical order
 * of their names, no white space, times in whole seconds of UTC. The same licence therefore always
 * has the same bytes, and the bytes have one digest. Both are used: a MAC under the tenant's keys
 * proves that this server issued the licence, and the digest is part of the associated data of
 * every encrypted segment, so that a message can be opened only under the licence it was protected
 * with. Reading refuses every other spelling of the same values, unknown members and unknown
 * versions.
 *
 * <p>A licence never changes: its expiry is the one that was promised when the message was
 * protected. What changes is a recipient's <em>grant</em> ({@link org.signet.rights.grant}), whose
 * expiry is the one that holds.
 *
 * <p>The format is described in {@code docs/envelope.md}. Not done yet: rights that differ from
 * recipient to recipient, licences signed for a reader outside the server.
 */
@NullMarked
package org.signet.rights.licence;

import org.jspecify.annotations.NullMarked;
