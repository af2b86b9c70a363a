/**
 * The mailets of Signet: thin shells that take values out of a {@code Mail}, ask a core module for
 * a verdict and apply it. No protocol and no cryptography lives here; see {@code org.signet.smime},
 * {@code org.signet.rights} and {@code org.signet.transport} for those.
 *
 * <p>A mailet is a step of a James processor: James calls {@code init} once at start-up and {@code
 * service} for each message. In {@code init} every parameter is read once into a record ({@link
 * org.signet.mailets.Parameters}); an unknown parameter, a missing file or a value that contradicts
 * another stops the start of the server with a message that names file, parameter, value and what
 * is allowed. In {@code service} an outcome that is expected is a verdict and is applied; an
 * exception means that the environment is broken, and James's {@code onMailetException} decides
 * where the mail waits, unchanged and unprotected nowhere.
 */
@NullMarked
package org.signet.mailets;

import org.jspecify.annotations.NullMarked;
