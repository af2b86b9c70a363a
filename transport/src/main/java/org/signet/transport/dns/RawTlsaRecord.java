package org.signet.transport.dns;

import org.xbill.DNS.Compression;
import org.xbill.DNS.DNSInput;
import org.xbill.DNS.DNSOutput;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Tokenizer;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.io.Serial;

/**
 * A TLSA record, or one of the same form (SMIMEA, RFC 8162 §2), as octets, whatever they are.
 *
 * <p>dnsjava's own class refuses data without an association, and with it the whole response, so
 * that a record that is merely unusable (RFC 7672 §2.2) would look like a failed lookup and hold
 * all mail to that host. The signature is over the octets, so that a malformed record is as secure
 * as another one.
 */
final class RawTlsaRecord extends Record {
    @Serial private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // dnsjava writes records as octets
    private byte[] rdata = {};

    private RawTlsaRecord() {}

    /** Lets dnsjava read TLSA and SMIMEA records as this class; again has no effect. */
    static void register() {
        Type.register(Type.TLSA, "TLSA", RawTlsaRecord::new);
        Type.register(Type.SMIMEA, "SMIMEA", RawTlsaRecord::new);
    }

    @Override
    protected void rrFromWire(DNSInput in) throws IOException {
        rdata = in.readByteArray();
    }

    @Override
    protected String rrToString() {
        return unknownToString(rdata);
    }

    @Override
    protected void rdataFromString(Tokenizer text, Name origin) throws IOException {
        int usage = text.getUInt8();
        int selector = text.getUInt8();
        int matching = text.getUInt8();
        byte[] data = text.getHex();
        rdata = new byte[3 + (data == null ? 0 : data.length)];
        rdata[0] = (byte) usage;
        rdata[1] = (byte) selector;
        rdata[2] = (byte) matching;
        if (data != null) {
            System.arraycopy(data, 0, rdata, 3, data.length);
        }
    }

    @Override
    protected void rrToWire(DNSOutput out, Compression compression, boolean canonical) {
        out.writeByteArray(rdata);
    }
}
