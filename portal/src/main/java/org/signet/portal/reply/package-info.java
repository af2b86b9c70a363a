/**
 * Answering a protected message from the portal: reply, reply to all, forward.
 *
 * <p>An answer stays protected. It carries the template, the lifetime and the conversation of the
 * message it answers, and is handed to the mail server as one mail for all recipients ({@link
 * org.signet.portal.Outbox}): that either takes it whole or not at all, so that no half of an
 * answer can be lost or be sent twice.
 *
 * <p>Who may write to whom follows from the rights: {@link org.signet.portal.reply.Addressing}
 * gives a reply to the sender of the licence, whom no header field can forge, and a reply to all
 * besides to whoever stands in {@code To} and {@code Cc}; a forward goes to addresses that the
 * reader types in. {@link org.signet.portal.reply.ReplyRules} bounds how much one reader can send,
 * because a forward reaches people who never asked for it.
 *
 * <p>A form comes as {@code multipart/form-data} (RFC 7578). {@link org.signet.portal.reply.Upload}
 * reads it once, as a stream: text up to a limit, files into a {@link
 * org.signet.portal.reply.Spool}, a temporary file under a key that lives in memory only. What
 * comes too slowly or is too long is not kept, but read on for a while, so that the browser shows
 * the answer with the writer's text in it instead of an error of its own.
 *
 * <p>{@link org.signet.portal.reply.Composition} writes the mail. Every header field is made of
 * values that were checked or encoded, none by joining what was typed. {@code In-Reply-To} and
 * {@code References} continue those of the answered message (RFC 5322 §3.6.4), and {@code
 * Message-ID} follows from the draft, so that an answer that is sent again because its confirmation
 * was lost is known for the same.
 *
 * <p>Not done: text in HTML, drafts that outlive the window, a text of the operator below answers.
 */
@NullMarked
package org.signet.portal.reply;

import org.jspecify.annotations.NullMarked;
