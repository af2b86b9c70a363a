/**
 * The content directory: the encrypted content objects as files.
 *
 * <p>An object is written to {@code incoming/}, forced to disk, and renamed to its place in one
 * step; a file that has its final name is complete. Directories are open to their owner alone,
 * files too, although what they hold is encrypted. The name of a file is the message id and the
 * number of the part, below a directory named by the first two digits, so that no directory holds
 * all.
 *
 * <p>Content is written before the rows that make it readable. Where a process dies in between, a
 * file stays that nobody has a key for; {@code org.signet.rights.Housekeeping} collects such files.
 * Not done yet: content in S3.
 */
@NullMarked
package org.signet.rights.content;

import org.jspecify.annotations.NullMarked;
