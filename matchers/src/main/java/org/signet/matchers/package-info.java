/**
 * The matchers of Signet: thin shells that take values out of a {@code Mail}, ask a core module and
 * say for which recipients a mailet runs. No protocol and no cryptography lives here; see {@code
 * org.signet.smime} and {@code org.signet.classification} for those.
 *
 * <p>A matcher is named in {@code mailetcontainer.xml} as {@code match="Class=condition"}. James
 * calls {@code init} once at start-up, where the condition is read and a wrong one stops the
 * server, and {@code match} for each message. Where a matcher returns some of the recipients, James
 * splits the mail in two. A matcher that matches nobody returns an empty list; one that cannot
 * decide throws, so that James's {@code onMatchException} decides and nothing is taken for
 * harmless.
 */
@NullMarked
package org.signet.matchers;

import org.jspecify.annotations.NullMarked;
