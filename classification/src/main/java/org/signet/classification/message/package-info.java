/**
 * What a message is besides its words: who sends it to whom, what its header says of it, and what
 * is attached.
 *
 * <p>{@link org.signet.classification.message.Envelope} is what SMTP said (RFC 5321 §2.3.1): the
 * sender and the recipients, and which domains are one's own. {@link
 * org.signet.classification.message.Profile} is gathered while the message is read: header fields
 * that a policy asks for, size, importance, {@link org.signet.classification.message.MessageKind}s,
 * and one {@link org.signet.classification.message.Attachment} for each attached file, those inside
 * archives and documents included, with its true {@link
 * org.signet.classification.message.FileType}.
 *
 * <p>Values only: reading stands in {@code ..text}, conditions in {@code ..policy}.
 */
@NullMarked
package org.signet.classification.message;

import org.jspecify.annotations.NullMarked;
