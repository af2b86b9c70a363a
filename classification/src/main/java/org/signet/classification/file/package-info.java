/**
 * What stands in attached files: their true type, their text, and the files inside them.
 *
 * <p>{@link org.signet.classification.file.Magic} tells the type by the first bytes; the name and
 * the declared media type only serve to be contradicted. {@link
 * org.signet.classification.file.FileReader} gives each file to the reader of its type, hands its
 * texts to a {@link org.signet.classification.file.FileSink}, and notes the {@link
 * org.signet.classification.text.Fact}s: a password, a program, a broken file, a limit.
 *
 * <p>Everything is bounded: the bytes of a file, what comes out of an archive in relation to its
 * size, how deep files stand in files, how many there are, the text, and the time. A limit that is
 * reached is {@code limit-exceeded}; a file that its reader cannot make sense of is {@code
 * parser-failed}. Neither is ever "nothing found".
 *
 * <p>ZIP, TAR, GZIP, RTF and the packages of office programs have readers here. PDF, Office files
 * before 2007, Outlook messages and TNEF are read by PDFBox and POI, {@link
 * org.signet.classification.file.Aside aside} in a thread that can be left behind, into a {@link
 * org.signet.classification.file.Harvest}; 7z and the rarer packings by Commons Compress.
 *
 * <p>Not implemented: text of XLSB, Visio and Publisher; text in pictures; what RAR, CAB, ISO,
 * Zstandard and other archives hold. They are {@code unread}. A ZIP64 archive with more than 65534
 * entries is {@code parser-failed}.
 */
@NullMarked
package org.signet.classification.file;

import org.jspecify.annotations.NullMarked;
