package org.signet.mailets;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.apache.james.utils.UserDefinedStartable;
import org.apache.mailet.MailetContext;
import org.jspecify.annotations.Nullable;
import org.signet.portal.Portal;
import org.signet.portal.PortalException;
import org.signet.portal.PortalSettings;
import org.signet.rights.ProtectedMessages;
import org.signet.rights.RightsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.security.SecureRandom;

/**
 * The web portal inside James: starts with the server and stops with it.
 *
 * <p>To be named in {@code conf/extensions.properties}:
 *
 * <pre><code>
 * guice.extension.startable=org.signet.mailets.PortalStartable
 * </code></pre>
 *
 * <p>Its settings are the keys {@code portal.*} and {@code mail.processor} of {@code
 * conf/signet-rights.properties}, explained in {@code docs/portal.md}:
 *
 * <table>
 * <caption>Settings</caption>
 * <tr><th>key</th><th>default</th><th>meaning</th></tr>
 * <tr><td>portal.enabled</td><td>true</td><td>whether this server runs a portal</td></tr>
 * <tr><td>portal.listen</td><td>127.0.0.1:8090</td><td>address and port, plain HTTP</td></tr>
 * <tr><td>portal.public-url</td><td>(required)</td><td>how readers reach it</td></tr>
 * <tr><td>portal.passcode-from</td><td>passcode@ the writer's domain</td><td>sender of
 *     passcodes</td></tr>
 * <tr><td>portal.reply-processor</td><td>portal-reply</td><td>the processor answers go to; ends in
 *     {@link PortalReply}</td></tr>
 * <tr><td>portal.upload-limit</td><td>25 MiB</td><td>attachments of an answer together</td></tr>
 * <tr><td>mail.processor</td><td>relay</td><td>the processor passcode mails go to</td></tr>
 * </table>
 *
 * <p>On failure (a setting that is wrong, a store that cannot be used, a port that is taken) James
 * does not start, and the message names what to change.
 */
@Singleton
public final class PortalStartable implements UserDefinedStartable {
    private static final Logger LOG = LoggerFactory.getLogger(PortalStartable.class);

    private final RightsContext context;
    private final MailetContext mailetContext;
    private @Nullable Portal portal;

    @Inject
    public PortalStartable(RightsContext context, MailetContext mailetContext) {
        this.context = context;
        this.mailetContext = mailetContext;
    }

    @Override
    public synchronized void start() {
        try {
            ProtectedMessages messages = context.messages();
            PortalSettings settings = PortalSettings.of(messages.settings());
            if (settings.enabled()) {
                portal = portal(settings, messages);
            } else {
                LOG.info("This server runs no portal: portal.enabled is false");
            }
        } catch (RightsException | PortalException e) {
            throw new IllegalStateException("PortalStartable: " + e.getMessage(), e);
        }
    }

    private Portal portal(PortalSettings settings, ProtectedMessages messages)
            throws PortalException {
        String processor = messages.settings().mailProcessor();
        if (settings.replyProcessor().equals(processor)) {
            throw new PortalException(
                    "portal.reply-processor is '%s': that is mail.processor, which delivers mail as it is; allowed: a processor of its own that ends in PortalReply"
                            .formatted(processor));
        }
        return Portal.start(
                settings,
                messages,
                new PortalPasscodes(mailetContext, processor, messages.clock()),
                new PortalReplies(mailetContext, settings.replyProcessor()),
                new SecureRandom());
    }

    /** The port that the portal listens on; 0 while there is none. */
    synchronized int port() {
        return portal == null ? 0 : portal.port();
    }

    /** Called by James when it stops. */
    @PreDestroy
    public synchronized void stop() {
        if (portal != null) {
            portal.close();
            portal = null;
        }
    }
}
