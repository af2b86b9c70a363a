package org.signet.matchers;

import jakarta.mail.MessagingException;

/**
 * The condition of a matcher that names a folder.
 *
 * @param matcher the name of the matcher, for what is said of a condition that is refused
 * @param condition all of it, of which the folder may be a part
 */
record FolderCondition(String matcher, String condition) implements FolderSetting {
    @Override
    public MessagingException refuse(String why, String allowed) {
        return new MessagingException(
                "mailetcontainer.xml: matcher %s: the condition is '%s': %s; allowed: %s"
                        .formatted(matcher, condition, why, allowed));
    }
}
