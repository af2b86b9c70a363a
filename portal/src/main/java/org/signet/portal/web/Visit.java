package org.signet.portal.web;

import org.signet.portal.page.Page;
import org.signet.rights.Access;

/** What a request that names a link may have. */
sealed interface Visit {
    /** Nothing, whatever the cause: the answer is the same for all causes. */
    record Closed() implements Visit {}

    /** A reader who is signed in is told why the message cannot be read any more. */
    record Over(Access why) implements Visit {}

    /** The link is good; whoever comes has still to sign in. */
    record Outside(Access.Granted granted, Page.Link link, String browser) implements Visit {}

    /** The link is good and its recipient is signed in. */
    record Inside(Access.Granted granted, Page.Link link, String browser) implements Visit {}
}
