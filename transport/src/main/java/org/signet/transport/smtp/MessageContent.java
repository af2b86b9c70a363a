package org.signet.transport.smtp;

import java.io.IOException;
import java.io.OutputStream;

/** A message that can be written as often as needed, each time with the same octets. */
public interface MessageContent {
    void writeTo(OutputStream out) throws IOException;
}
