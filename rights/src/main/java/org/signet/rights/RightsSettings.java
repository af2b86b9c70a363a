package org.signet.rights;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code signet-rights.properties} says, read once.
 *
 * @param jdbcUrl where the rows live
 * @param keysetPassword protects the keyset file; empty: the file is protected by its mode alone
 * @param publicUrl the start of every link, without a slash at the end
 * @param mailProcessor the James processor that mails of the portal go to
 * @param portal the keys that start with {@code portal.} (all but {@code portal.public-url}), as
 *     they stand, for the portal to read and to refuse
 */
@SuppressWarnings("DoNotCallSuggester")
public record RightsSettings(
        String jdbcUrl,
        String user,
        String password,
        Path contentDirectory,
        Path keysetFile,
        Optional<String> keysetPassword,
        URI publicUrl,
        String mailProcessor,
        Map<String, String> portal,
        String fileName) {
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
        throw new UnsupportedOperationException();
    }

    /** The link for a token: {@code <public-url>/m/<token>}. */
    public String link(LinkToken token) {
        return publicUrl + "/m/" + token.text();
    }

    @Override
    public String toString() {
        return "RightsSettings[" + fileName + ", " + publicUrl + "]";
    }
}
