/**
 * One-time passcodes sent by mail: how many may be asked for, how long one lives, how often it may
 * be guessed at.
 *
 * <p>A reader who opens a link shows, with a passcode, that the mailbox the link was sent to is
 * still theirs. A passcode has eight digits (26.6 bits), lives ten minutes, works once, in the
 * browser that asked for it, and allows five tries. For one message and recipient five are made in
 * an hour, for one recipient ten over all messages, so that guessing has a chance of at most {@code
 * 5 · 5 · 24 / 10^8} a day and nobody's mailbox can be flooded. These limits follow OWASP ASVS 5.0,
 * chapters 6.5 and 6.6, which also says what mail cannot give: it is no authenticator at level 3.
 *
 * <p>This package decides and nothing else: {@link org.signet.portal.passcode.PasscodeRules} takes
 * what is stored and what was given, and returns a sealed verdict. {@link
 * org.signet.portal.passcode.PasscodeStore} is what it needs of a database; asking and trying are
 * each one transaction there, so that a hundred tries at once are still five. {@link
 * org.signet.portal.passcode.PortalKey} turns every secret into a keyed digest before it is stored:
 * eight digits behind a plain hash would be found in a second by whoever copies the database. The
 * key is derived from the tenant's keyset, which is kept apart from the database.
 *
 * <p>Not done: a lock per network address, a second factor besides mail (a password agreed with the
 * sender, an identity provider, a passkey), a notice to the sender after many wrong tries.
 */
@NullMarked
package org.signet.portal.passcode;

import org.jspecify.annotations.NullMarked;
