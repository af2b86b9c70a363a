/**
 * The text of a message as a person reads it, in a form in which it can be searched.
 *
 * <p>{@link org.signet.classification.text.MessageReader} walks the MIME structure (RFC 2045, RFC
 * 2046) as a stream and hands out one text after the other: each header field that people read (RFC
 * 2047 encoded words decoded), each file name (RFC 2231, RFC 2183), each text body after transfer
 * decoding, character set decoding and, for HTML, rendering. Texts are never joined, so that
 * nothing is found across two of them, and each carries its {@link
 * org.signet.classification.text.Place}: the part number as IMAP counts it (RFC 9051 §6.4.5) and
 * the field.
 *
 * <p>Every text ends in {@link org.signet.classification.text.Normaliser}: compatibility forms are
 * unified, characters that cannot be seen are removed, case is folded, digits of all scripts become
 * ASCII digits. Offsets count characters of that form.
 *
 * <p>What is ambiguous is read in every way a reader might see it: a body whose declared character
 * set and whose plain bytes say different things is handed out twice; hidden HTML text, preambles,
 * epilogues and header lines that are no header are text too.
 *
 * <p>What is attached goes to {@code org.signet.classification.file}. What is not read has a name
 * ({@link org.signet.classification.text.Fact}): files of kinds that are not read ({@code unread}),
 * encrypted parts ({@code encrypted}), text in an unknown encoding ({@code undecodable}),
 * everything after a limit ({@code limit-exceeded}). Not implemented: opaque S/MIME signatures (RFC
 * 8551 §3.5.2); uuencode; UTF-7; letters of other scripts that look alike.
 */
@NullMarked
package org.signet.classification.text;

import org.jspecify.annotations.NullMarked;
