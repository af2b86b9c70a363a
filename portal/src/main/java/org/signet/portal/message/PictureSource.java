package org.signet.portal.message;

import java.util.Optional;

/** Decides which pictures of a text are shown, and from where. */
@FunctionalInterface
interface PictureSource {
    /** None. */
    PictureSource NONE = src -> Optional.empty();

    /**
     * The address in the place of the one in the text; empty if the picture is left out.
     *
     * @param src as it stands in the text
     */
    Optional<String> address(String src);
}
