package org.signet.mailets;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.apache.commons.configuration2.Configuration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.utils.PropertiesProvider;
import org.jspecify.annotations.Nullable;
import org.signet.rights.ProtectedMessages;
import org.signet.rights.RightsException;
import org.signet.rights.RightsException.Reason;
import org.signet.rights.RightsSettings;

import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * The protected messages of this James: one for all mailets and for the portal, which share store,
 * keys and pool.
 *
 * <p>The settings are those of {@code conf/signet-rights.properties}, read as James reads its own
 * properties files: {@code ${env:NAME}} and {@code ${sys:name}} stand for environment variables and
 * system properties. Nothing is read or opened before {@link #messages()} is called, so that a
 * James that uses neither needs no such file.
 */
@Singleton
public final class RightsContext {
    private static final String NAME = "signet-rights";
    private static final String FILE = "conf/" + NAME + ".properties";

    private final PropertiesProvider properties;
    private final FileSystem files;
    private @Nullable ProtectedMessages messages;

    @Inject
    public RightsContext(PropertiesProvider properties, FileSystem files) {
        this.properties = properties;
        this.files = files;
    }

    /**
     * The service, opened by the first call.
     *
     * @throws RightsException if the file is missing or wrong, or store or keys cannot be used; the
     *     next call tries again
     */
    public synchronized ProtectedMessages messages() throws RightsException {
        if (messages == null) {
            messages = open(settings());
        }
        return messages;
    }

    /**
     * James's thread has James's context class loader; libraries that look there must find ours.
     */
    private static ProtectedMessages open(RightsSettings settings) throws RightsException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(RightsContext.class.getClassLoader());
        try {
            return ProtectedMessages.open(settings, Clock.systemUTC(), new SecureRandom());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private RightsSettings settings() throws RightsException {
        return RightsSettings.parse(values(), FILE, this::locate);
    }

    private Map<String, String> values() throws RightsException {
        try {
            Configuration configuration = properties.getConfiguration(NAME);
            Map<String, String> values = new HashMap<>();
            for (Iterator<String> keys = configuration.getKeys(); keys.hasNext(); ) {
                String key = keys.next();
                // James splits values at commas.
                values.put(key, String.join(",", configuration.getStringArray(key)));
            }
            return values;
        } catch (FileNotFoundException e) {
            throw new RightsException(
                    Reason.MISCONFIGURED,
                    FILE + ": there is no such file; protected messages need it",
                    e);
        } catch (ConfigurationException e) {
            throw new RightsException(
                    Reason.MISCONFIGURED, FILE + ": it is not a properties file", e);
        }
    }

    private Path locate(String name) throws FileNotFoundException {
        return name.startsWith(FileSystem.FILE_PROTOCOL)
                ? files.getFile(name).toPath()
                : Path.of(name);
    }

    /** Called by James when it stops. */
    @PreDestroy
    public synchronized void close() {
        if (messages != null) {
            messages.close();
            messages = null;
        }
    }
}
