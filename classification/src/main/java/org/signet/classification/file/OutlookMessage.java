package org.signet.classification.file;

import org.apache.poi.hsmf.MAPIMessage;
import org.apache.poi.hsmf.datatypes.AttachmentChunks;
import org.apache.poi.hsmf.datatypes.StringChunk;
import org.apache.poi.hsmf.exceptions.ChunkNotFoundException;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.jspecify.annotations.Nullable;
import org.signet.classification.text.Fact;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** A message that Outlook has stored as a file ([MS-OXMSG]). */
final class OutlookMessage {
    /** The stream that every such message has. */
    static final String PROPERTIES = "__properties_version1.0";

    private static final int DEEPEST = 10;

    private OutlookMessage() {}

    static void read(DirectoryNode folder, Harvest harvest, int depth) throws IOException {
        read(new MAPIMessage(folder), harvest, depth);
    }

    private static void read(MAPIMessage message, Harvest harvest, int depth) throws IOException {
        if (depth > DEEPEST) {
            harvest.exceeded();
        }
        message.setReturnNullOnMissingChunk(true);
        message.guess7BitEncoding();
        try {
            text(message.getSubject(), harvest);
            text(message.getDisplayFrom(), harvest);
            text(message.getDisplayTo(), harvest);
            text(message.getTextBody(), harvest);
            bodyAsFile("body.html", message.getHtmlBody(), StandardCharsets.UTF_8, harvest);
            bodyAsFile("body.rtf", message.getRtfBody(), StandardCharsets.ISO_8859_1, harvest);
        } catch (ChunkNotFoundException e) {
            throw new IOException("The message lacks a property", e);
        }
        for (AttachmentChunks attachment : message.getAttachmentFiles()) {
            attachment(attachment, harvest, depth);
        }
    }

    private static void attachment(AttachmentChunks attachment, Harvest harvest, int depth)
            throws IOException {
        if (attachment.isEmbeddedMessage()) {
            read(attachment.getEmbeddedMessage(), harvest, depth + 1);
        } else if (attachment.getAttachData() != null) {
            byte[] content = attachment.getAttachData().getValue();
            harvest.file(name(attachment), content == null ? new byte[0] : content);
        } else {
            harvest.fact(Fact.UNREAD); // an object of another program, or a link
        }
    }

    private static String name(AttachmentChunks attachment) {
        StringChunk name = attachment.getAttachLongFileName();
        StringChunk shown = name == null ? attachment.getAttachFileName() : name;
        return shown == null ? "" : shown.getValue();
    }

    private static void text(@Nullable String text, Harvest harvest) {
        if (text != null) {
            harvest.add(text);
            harvest.endText();
        }
    }

    private static void bodyAsFile(
            String name, @Nullable String body, Charset charset, Harvest harvest) {
        if (body != null && !body.isBlank()) {
            harvest.file(name, body.getBytes(charset));
        }
    }
}
