package org.signet.portal;

import org.flywaydb.core.api.FlywayException;
import org.signet.portal.database.PortalDatabase;
import org.signet.portal.message.Bounds;
import org.signet.portal.message.MessageReader;
import org.signet.portal.passcode.PasscodeRules;
import org.signet.portal.passcode.Passcodes;
import org.signet.portal.passcode.PortalKey;
import org.signet.portal.reply.Replies;
import org.signet.portal.reply.ReplyRules;
import org.signet.portal.reply.Upload;
import org.signet.portal.reply.UploadLimits;
import org.signet.portal.session.SessionRules;
import org.signet.portal.session.Sessions;
import org.signet.portal.web.PortalServer;
import org.signet.portal.web.Site;
import org.signet.rights.ProtectedMessages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.security.SecureRandom;
import java.time.Clock;

/** A running portal; closing it stops it. */
public final class Portal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Portal.class);

    private final PortalServer server;

    private Portal(PortalServer server) {
        this.server = server;
    }

    /**
     * Brings the portal's tables to their newest layout and starts to serve.
     *
     * @param messages the rights store; stays open when the portal is closed
     * @param sender takes the mails that bring passcodes
     * @param outbox takes what readers write
     * @throws PortalException if the database cannot be prepared or the port cannot be used; the
     *     message says what to change
     */
    public static Portal start(
            PortalSettings settings,
            ProtectedMessages messages,
            PasscodeSender sender,
            Outbox outbox,
            SecureRandom random)
            throws PortalException {
        Clock clock = messages.clock();
        PortalDatabase database = database(messages);
        PortalKey key = new PortalKey(messages.keyedDigest("portal"));
        Site site =
                new Site(
                        settings,
                        messages,
                        new Passcodes(
                                PasscodeRules.STANDARD, database.passcodes(), key, random, clock),
                        new Sessions(
                                SessionRules.STANDARD, database.sessions(), key, random, clock),
                        key,
                        sender,
                        new MessageReader(Bounds.STANDARD),
                        new Replies(
                                ReplyRules.STANDARD,
                                new Replies.Means(database.replies(), key, outbox),
                                new Upload.Means(
                                        UploadLimits.STANDARD.withBytes(settings.uploadLimit()),
                                        clock,
                                        random)),
                        random);
        Portal portal = new Portal(PortalServer.start(site));
        LOG.info(
                "Portal listens on {}:{} for {}",
                settings.listen().host(),
                portal.port(),
                settings.publicUrl());
        return portal;
    }

    private static PortalDatabase database(ProtectedMessages messages) throws PortalException {
        try {
            return PortalDatabase.open(messages.dataSource());
        } catch (FlywayException e) {
            throw new PortalException(
                    "store.jdbc-url: the portal's tables cannot be prepared: " + e.getMessage(), e);
        }
    }

    /** The port that the portal listens on. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
        LOG.info("Portal stopped");
    }
}
