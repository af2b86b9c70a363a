/**
 * {@code bin/signet}: the decisions of the cores from the command line, for operators and scripts.
 *
 * <p>{@code bin/signet AREA VERB [OPTIONS] [FILE]} reads a file or standard input and writes for
 * people, or with {@code --json} one JSON object for programs. The exit status says the verdict:
 * see {@link org.signet.cli.ExitStatus}.
 */
@NullMarked
package org.signet.cli;

import org.jspecify.annotations.NullMarked;
