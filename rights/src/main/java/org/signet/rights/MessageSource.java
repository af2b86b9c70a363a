package org.signet.rights;

import java.io.IOException;
import java.io.OutputStream;

/** A message that is protected while it writes itself. */
@FunctionalInterface
public interface MessageSource {
    void writeTo(OutputStream out) throws IOException;
}
