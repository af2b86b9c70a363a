package org.signet.rights;

import org.signet.rights.licence.Licence;

import java.util.List;

/**
 * A message that is now protected: durable in the store, and open to those who hold its links.
 *
 * @param links one for each recipient, in the order of the request
 */
public record Protected(MessageId message, Licence licence, List<RecipientLink> links) {
    public Protected {
        links = List.copyOf(links);
    }
}
