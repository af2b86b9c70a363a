package org.signet.matchers;

import jakarta.mail.MessagingException;

import org.apache.james.filesystem.api.FileSystem;
import org.signet.smime.pem.Reloaded;
import org.signet.smime.pem.UnusableFileException;
import org.slf4j.Logger;

import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.time.Clock;

/**
 * The condition of a matcher that names a folder.
 *
 * @param matcher the name of the matcher, for what is said of a condition that is refused
 * @param condition all of it, of which the folder may be a part
 */
record FolderCondition(String matcher, String condition) {
    private static final String ALLOWED = "a folder, as file://conf/... or as an absolute path";

    /** Reads a folder now, and again whenever it has changed; a failure then is only logged. */
    <T> Reloaded<T> load(Path folder, Reloaded.Loader<T> loader, Clock clock, Logger logger)
            throws MessagingException {
        try {
            return new Reloaded<>(
                    folder,
                    loader,
                    clock,
                    failure ->
                            logger.error(
                                    "{} has changed but cannot be used; what was read before stays"
                                            + " in use: {}",
                                    folder,
                                    failure.getMessage()));
        } catch (UnusableFileException e) {
            throw refuse(e.why(), e.allowed());
        }
    }

    /** The folder of that name, as a James URL or as an absolute path. */
    Path folder(String name, FileSystem files) throws MessagingException {
        try {
            if (name.startsWith("file:")) {
                return files.getFile(name).toPath();
            }
        } catch (FileNotFoundException e) {
            throw refuse("there is no such folder", ALLOWED);
        }
        if (name.isEmpty() || !Path.of(name).isAbsolute()) {
            throw refuse("it is neither of the two forms", ALLOWED);
        }
        return Path.of(name);
    }

    MessagingException refuse(String why, String allowed) {
        return new MessagingException(
                "mailetcontainer.xml: matcher %s: the condition is '%s': %s; allowed: %s"
                        .formatted(matcher, condition, why, allowed));
    }
}
