/**
 * What a reader sees of a message: a few header fields, its text, and a list of attachments.
 *
 * <p>A message is a tree of MIME parts (RFC 2045, RFC 2046). {@link
 * org.signet.portal.message.MimeWalk} reads it as a stream of tokens and visits the leaves in
 * order; no part is ever held whole except the text that is displayed, and that only up to a limit.
 * Parts, depth, header fields and text are bounded by {@link org.signet.portal.message.Bounds}; a
 * bound that is reached has a name and the message is then not shown, rather than shown in part
 * without saying so.
 *
 * <p>The first leaf of type {@code text/plain} or {@code text/html} that is not marked as an
 * attachment is the text. A leaf of the other type is its alternative only if both stand below the
 * same {@code multipart/alternative} (RFC 2046 §5.1.4); anything else is listed as an attachment,
 * so that nothing the sender wrote is hidden behind another part. A {@code message/rfc822} is one
 * attachment and is not opened.
 *
 * <p>HTML comes from outside and is hostile: {@link org.signet.portal.message.MailHtml} lets
 * through a list of harmless elements and attributes, links to the web and to mail addresses, and
 * nothing that loads, runs, submits or reaches back into the portal. It is shown in a frame without
 * rights besides (see {@link org.signet.portal.web}), because a sanitiser alone is one bug from
 * failing.
 *
 * <p>Pictures out of the message ({@code cid:}, RFC 2392) are put into the text ({@link
 * org.signet.portal.message.InlinePictures}); pictures from elsewhere only if the reader asks.
 *
 * <p>Not done: {@code format=flowed} (RFC 3676), TNEF, nested S/MIME, a character set named only in
 * a {@code meta} element.
 */
@NullMarked
package org.signet.portal.message;

import org.jspecify.annotations.NullMarked;
