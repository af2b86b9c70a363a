package org.signet.classification.file;

import org.apache.poi.hmef.Attachment;
import org.apache.poi.hmef.HMEFMessage;
import org.apache.poi.hmef.attribute.MAPIAttribute;
import org.apache.poi.hmef.attribute.MAPIRtfAttribute;
import org.apache.poi.hmef.attribute.MAPIStringAttribute;
import org.apache.poi.hmef.attribute.TNEFAttribute;
import org.apache.poi.hmef.attribute.TNEFProperty;
import org.apache.poi.hmef.attribute.TNEFStringAttribute;
import org.apache.poi.hsmf.datatypes.MAPIProperty;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;

/** A message as Outlook packs it into {@code winmail.dat} ([MS-OXTNEF]), by POI. */
final class TnefMessage {
    private TnefMessage() {}

    static void read(byte[] file, Harvest harvest) throws IOException {
        HMEFMessage message = new HMEFMessage(new ByteArrayInputStream(file));
        for (TNEFAttribute attribute : message.getMessageAttributes()) {
            if (TNEFProperty.ID_BODY.equals(attribute.getProperty())) {
                harvest.file("body.txt", attribute.getData()); // in the sender's code page
            } else if (attribute instanceof TNEFStringAttribute text) {
                add(text.getString(), harvest);
            }
        }
        for (MAPIAttribute attribute : message.getMessageMAPIAttributes()) {
            property(attribute, harvest);
        }
        for (Attachment attachment : message.getAttachments()) {
            String name = attachment.getLongFilename();
            byte[] content = attachment.getContents();
            harvest.file(
                    name == null ? attachment.getFilename() : name,
                    content == null ? new byte[0] : content);
        }
    }

    private static void property(MAPIAttribute attribute, Harvest harvest) {
        if (attribute instanceof MAPIRtfAttribute rtf) {
            harvest.file("body.rtf", rtf.getData());
        } else if (attribute instanceof MAPIStringAttribute text) {
            add(text.getDataString(), harvest);
        } else if (MAPIProperty.BODY_HTML.equals(attribute.getProperty())) {
            harvest.file("body.html", attribute.getData());
        }
    }

    private static void add(@Nullable String text, Harvest harvest) {
        if (text != null) {
            harvest.add(text);
            harvest.endText();
        }
    }
}
