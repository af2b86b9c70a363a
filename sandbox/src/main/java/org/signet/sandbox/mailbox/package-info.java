/**
 * The mail that arrived in the small internet, and what is known about how it arrived.
 *
 * <p>A {@link org.signet.sandbox.mailbox.ReceivedMail} holds the octets of the content exactly as
 * the client sent them (RFC 5321 §2.3.1 calls envelope and content the mail object; dots doubled
 * for transport are undone, RFC 5321 §4.5.2, nothing is added: neither Received nor Return-Path),
 * the {@link org.signet.sandbox.mailbox.Envelope}, and the {@link
 * org.signet.sandbox.mailbox.TlsFacts} of the connection. A {@link
 * org.signet.sandbox.mailbox.Mailbox} keeps the latest mails in memory, limited in number and in
 * octets; the oldest go first.
 *
 * <p>{@link org.signet.sandbox.mailbox.MailReading} shows a mail to people: header fields with
 * encoded words decoded (RFC 2047 §6.2) and the first plain text part (RFC 2045 §6, RFC 2046 §5.1).
 * What cannot be parsed is shown as such; the source stays as it is.
 */
@NullMarked
package org.signet.sandbox.mailbox;

import org.jspecify.annotations.NullMarked;
