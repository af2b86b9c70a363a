package org.signet.transport.dns;

import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;

import java.util.HexFormat;
import java.util.Optional;

/** Turns records of the wire into ours, and names both ways. */
final class Records {
    private Records() {}

    /**
     * Returns nothing for a type we do not ask for and for a name that is no {@link DomainName}.
     */
    static Optional<DnsRecord> of(Record record) {
        return switch (record) {
            case ARecord a -> Optional.of(new DnsRecord.Address(a.getAddress()));
            case AAAARecord a -> Optional.of(new DnsRecord.Address(a.getAddress()));
            case MXRecord mx ->
                    name(mx.getTarget())
                            .map(host -> new DnsRecord.MailExchange(mx.getPriority(), host));
            case CNAMERecord alias -> name(alias.getTarget()).map(DnsRecord.Alias::new);
            case TXTRecord text ->
                    Optional.of(new DnsRecord.Text(String.join("", text.getStrings())));
            case RawTlsaRecord tlsa -> Optional.of(tlsaData(tlsa));
            case TLSARecord tlsa -> Optional.of(tlsaData(tlsa));
            default -> Optional.empty();
        };
    }

    private static DnsRecord tlsaData(Record tlsa) {
        return new DnsRecord.TlsaData(HexFormat.of().formatHex(tlsa.rdataToWireCanonical()));
    }

    static Optional<DomainName> name(Name name) {
        return DomainName.tryParse(name.toString(false));
    }

    static Name name(DomainName name) {
        try {
            return Name.fromString(name.isRoot() ? "." : name.text() + ".");
        } catch (TextParseException e) {
            throw new IllegalArgumentException("'" + name + "' is not a name for a question", e);
        }
    }
}
