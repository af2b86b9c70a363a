package org.signet.rights;

import org.signet.rights.store.RightsStore;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code signet-rights.properties} says, read once.
 *
 * @param store where the rows live
 * @param keysetPassword protects the keyset file; empty: the file is protected by its mode alone
 * @param publicUrl the start of every link, without a slash at the end
 * @param mailProcessor the James processor that mails of the portal go to
 * @param templatesFile the operator's templates, if there are any
 * @param portal the keys that start with {@code portal.} (all but {@code portal.public-url}), as
 *     they stand, for the portal to read and to refuse
 * @param fileName how messages name the file
 */
public record RightsSettings(
        RightsStore.Connection store,
        Path contentDirectory,
        Path keysetFile,
        Optional<String> keysetPassword,
        URI publicUrl,
        String mailProcessor,
        Optional<Path> templatesFile,
        Map<String, String> portal,
        String fileName) {
    /** Finds the file that a name such as {@code file://var/x} means. */
    @FunctionalInterface
    public interface FileLocator {
        Path locate(String name) throws IOException;

        /** Names that start with {@code file://} are below a directory, others as they stand. */
        static FileLocator below(Path base) {
            return name ->
                    name.startsWith(SettingsReader.FILE)
                            ? base.resolve(name.substring(SettingsReader.FILE.length()))
                            : Path.of(name);
        }
    }

    public RightsSettings {
        portal = Map.copyOf(portal);
    }

    /**
     * Reads the values of the file.
     *
     * @param fileName how messages name the file
     * @param base the directory that {@code file://conf/x} and {@code file://var/x} are below; in
     *     James its working directory
     * @throws RightsException that names the file, the key, the value and what is allowed
     */
    public static RightsSettings parse(Map<String, String> values, String fileName, Path base)
            throws RightsException {
        return parse(values, fileName, FileLocator.below(base));
    }

    /** Reads the values of the file; {@code files} finds what {@code file://} names mean. */
    public static RightsSettings parse(
            Map<String, String> values, String fileName, FileLocator files) throws RightsException {
        return new SettingsReader(values, fileName, files).read();
    }

    /** The link for a token: {@code <public-url>/m/<token>}. */
    public String link(LinkToken token) {
        return publicUrl + "/m/" + token.text();
    }

    /** Makes the exception that stops start-up; every refusal of this file has this form. */
    public RightsException refuse(String key, String value, String why, String allowed) {
        return SettingsReader.refusal(fileName, key, value, why, allowed, null);
    }

    /** How long a statement may wait for the database. */
    public Duration storeTimeout() {
        return store.timeout();
    }

    @Override
    public String toString() {
        return "RightsSettings[" + fileName + ", " + publicUrl + "]";
    }
}
