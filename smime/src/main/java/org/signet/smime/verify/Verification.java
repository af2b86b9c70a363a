package org.signet.smime.verify;

import java.util.List;

/**
 * What was found out about a message.
 *
 * @param verdict about the message as a whole
 * @param layers the outermost first
 */
public record Verification(Verdict verdict, List<Layer> layers) {
    public Verification {
        layers = List.copyOf(layers);
    }
}
