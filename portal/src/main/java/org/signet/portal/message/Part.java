package org.signet.portal.message;

import java.util.Optional;

/**
 * A leaf of the MIME tree.
 *
 * @param number its place in the message, from 1
 * @param type its media type in lower case, without parameters
 * @param charset the character set it names
 * @param name the file name it is given
 * @param attached whether it is marked as an attachment
 * @param alternative the number of the {@code multipart/alternative} it stands in, 0 if in none
 * @param contentId the name by which a text of the message shows it
 */
record Part(
        int number,
        String type,
        Optional<String> charset,
        Optional<String> name,
        boolean attached,
        int alternative,
        Optional<String> contentId) {}
