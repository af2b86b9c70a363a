package org.signet.portal.web;

import org.signet.portal.PasscodeSender;
import org.signet.portal.PortalSettings;
import org.signet.portal.message.MessageReader;
import org.signet.portal.passcode.Passcodes;
import org.signet.portal.passcode.PortalKey;
import org.signet.portal.reply.Replies;
import org.signet.portal.session.Sessions;
import org.signet.rights.ProtectedMessages;

import java.security.SecureRandom;

/** What the routes of one portal work with. */
public record Site(
        PortalSettings settings,
        ProtectedMessages messages,
        Passcodes passcodes,
        Sessions sessions,
        PortalKey key,
        PasscodeSender sender,
        MessageReader reader,
        Replies replies,
        SecureRandom random) {}
