/**
 * The web pages on which people outside read protected messages.
 *
 * <p>A reader comes by a link out of a wrapper mail ({@code /m/<token>}). The first page says who
 * wrote and until when, and offers to send a passcode to the address the link was made for. The
 * passcode, typed into the same browser, opens a session; the message is then decrypted for each
 * request and shown, its HTML in a frame without rights. Pages work without JavaScript and carry
 * none.
 *
 * <p>{@link org.signet.portal.Portal} starts and stops the server; {@link
 * org.signet.portal.PortalSettings} is its part of {@code signet-rights.properties}; {@link
 * org.signet.portal.PasscodeSender} is the one thing it needs from the mail server around it. The
 * rules are in {@link org.signet.portal.passcode} and {@link org.signet.portal.session}, the view
 * of a message in {@link org.signet.portal.message}, the HTTP side in {@link
 * org.signet.portal.web}.
 *
 * <p>What holds on every page: a {@code GET} or {@code HEAD} sends no mail and changes nothing a
 * reader would notice, because mail scanners follow every link; links that were never made, were
 * revoked or have ended get one and the same answer before sign-in; what may be read is asked of
 * the rights store at every request; a store that does not answer shows nothing.
 *
 * <p>Readers answer and forward as far as the rights allow ({@link org.signet.portal.reply}); the
 * mail server takes what they write through {@link org.signet.portal.Outbox}.
 *
 * <p>Not done yet: TLS by the portal itself (a reverse proxy has to bring it), pages for senders,
 * languages other than English, the operator's own branding.
 */
@NullMarked
package org.signet.portal;

import org.jspecify.annotations.NullMarked;
