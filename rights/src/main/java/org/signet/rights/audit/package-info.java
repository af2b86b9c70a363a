/**
 * The audit log: who did what to which protected message, in an order that cannot be changed
 * unnoticed.
 *
 * <p>Events are only ever appended. Each record carries a MAC under the tenant's keys over its own
 * values and the MAC of the record before it, so that to change, to remove or to insert a record
 * breaks the chain from there on, and somebody who can write to the database but has no keys cannot
 * mend it. A separate row holds the number and MAC of the last record; cutting the end off is found
 * by it unless that row is put back to an older state as well, which only a copy kept elsewhere can
 * show.
 *
 * <p>An act and its event are one transaction where both are rows: a message is not protected and a
 * grant is not revoked without its record. Opening content writes its record first and fails if it
 * cannot.
 *
 * <p>Records hold addresses and never a subject, a passcode, a token or a key.
 */
@NullMarked
package org.signet.rights.audit;

import org.jspecify.annotations.NullMarked;
