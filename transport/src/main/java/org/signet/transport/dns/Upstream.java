package org.signet.transport.dns;

import org.xbill.DNS.Message;
import org.xbill.DNS.Name;

import java.io.IOException;

/** Asks for raw data with signatures; validates nothing. */
interface Upstream {
    /** Asks once; the answer may carry any response code. */
    Message ask(Name name, int type) throws IOException;
}
