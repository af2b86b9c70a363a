/**
 * Grants: what one recipient may do with one message at this moment.
 *
 * <p>The licence says what was decided when the message was protected and never changes. The grant
 * is the part that does: it ties a link to its recipient and says until when the link is good and
 * whether it was revoked. Each change makes a new <em>version</em> of the grant, counted from 1,
 * and writes a record into the audit log that names the version, both in one transaction.
 *
 * <p>A grant is sealed by a MAC under the tenant's {@code seal} keys over all of it, the digest of
 * the link included. Who can write rows but has no keys can therefore not take a revocation out of
 * a row, move an expiry, or put the digest of a link of his own in the place of another. What he
 * can do is to put an older version of the same row back, whose seal is good; that is found because
 * the audit log knows of a newer one ({@link org.signet.rights.grant.Supersession}). To hide this
 * he has to remove the record from the log as well, which breaks the log's chain for everything
 * written since. {@code docs/envelope.md} says what remains possible.
 */
@NullMarked
package org.signet.rights.grant;

import org.jspecify.annotations.NullMarked;
