/**
 * The mailbox page of the small internet, and the same for programs.
 *
 * <p>{@link org.signet.sandbox.web.MailboxServer} serves on loopback only. The pages under {@code
 * /} show what arrived and how it was protected on the way; {@code /api/} gives the same as JSON
 * (RFC 8259 §3) and the source of a mail as {@code message/rfc822}.
 *
 * <p>Everything that is shown came from outside: each text is escaped for HTML, directions of
 * writing are isolated, links are made of http and https addresses only, no part of a mail is ever
 * rendered as HTML, and the content security policy allows nothing but the page's own style sheet
 * and forms. There is no script.
 *
 * <p>Requests have to name the server's own host, so that a name that is bound to 127.0.0.1 by
 * others reaches nothing (RFC 9110 §7.2); requests that change something are refused when a browser
 * says that they come from another site (Origin, RFC 6454 §7).
 */
@NullMarked
package org.signet.sandbox.web;

import org.jspecify.annotations.NullMarked;
