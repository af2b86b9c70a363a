package org.signet.sandbox.dns;

import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.util.Optional;

/** Turns the bytes of a question into the bytes of its answer; knows zones, but no sockets. */
final class Responder {
    /** The largest answer over UDP: what the smallest IPv6 packet of 1280 octets carries. */
    static final int UDP_PAYLOAD = 1232;

    private static final int UDP_WITHOUT_EDNS = 512;
    private static final int MAX_ALIASES = 8;
    private static final int HEADER_LENGTH = 12;

    private static final int NO_REACHABLE_AUTHORITY = 22;

    private final Zones zones;
    private final DnsFaults faults;

    Responder(Zones zones, DnsFaults faults) {
        this.zones = zones;
        this.faults = faults;
    }

    /** Returns the answer, or nothing for what deserves none: fragments of headers, answers. */
    Optional<byte[]> respond(byte[] packet, boolean udp) {
        if (packet.length < HEADER_LENGTH || isResponse(packet)) {
            return Optional.empty();
        }
        if (opcode(packet) != Opcode.QUERY) {
            return Optional.of(bare(packet, Rcode.NOTIMP));
        }
        Message query;
        try {
            query = new Message(packet);
        } catch (IOException | RuntimeException e) {
            // dnsjava reports broken wire data with both kinds
            return Optional.of(bare(packet, Rcode.FORMERR));
        }
        if (query.getHeader().getCount(Section.QUESTION) != 1) {
            return Optional.of(bare(packet, Rcode.FORMERR));
        }
        DnsFault.Kind fault = faults.strike(query.getQuestion().getName());
        int limit = udp ? udpLimit(query) : Message.MAXLENGTH;
        return switch (fault) {
            case NONE -> Optional.of(fit(answer(query, true), limit));
            case TIMEOUT -> Optional.empty();
            case SERVFAIL -> Optional.of(servfail(query).toWire());
            case STRIP_DNSSEC -> Optional.of(fit(answer(query, false), limit));
            case TRUNCATE -> Optional.of(fit(answer(query, true), 0));
            case WRONG_ID -> {
                byte[] wire = fit(answer(query, true), limit);
                wire[0] ^= 1;
                yield Optional.of(wire);
            }
        };
    }

    private static Message servfail(Message query) {
        Message response = new Message(query.getHeader().getID());
        response.getHeader().setFlag(Flags.QR);
        response.getHeader().setRcode(Rcode.SERVFAIL);
        response.addRecord(query.getQuestion(), Section.QUESTION);
        if (query.getOPT() != null) {
            response.addRecord(
                    new OPTRecord(
                            UDP_PAYLOAD,
                            0,
                            0,
                            0,
                            new ExtendedErrorCodeOption(
                                    NO_REACHABLE_AUTHORITY, "a fault of the sandbox")),
                    Section.ADDITIONAL);
        }
        return response;
    }

    private Message answer(Message query, boolean knowsDnssec) {
        Record question = query.getQuestion();
        Message response = new Message(query.getHeader().getID());
        Header header = response.getHeader();
        header.setFlag(Flags.QR);
        if (query.getHeader().getFlag(Flags.RD)) {
            header.setFlag(Flags.RD);
        }
        response.addRecord(question, Section.QUESTION);
        OPTRecord opt = query.getOPT();
        boolean dnssec = knowsDnssec && opt != null && (opt.getFlags() & ExtendedFlags.DO) != 0;
        int rcode = opt != null && opt.getVersion() != 0 ? Rcode.BADVERS : refusal(question);
        if (rcode == Rcode.NOERROR) {
            header.setFlag(Flags.AA);
            rcode = fill(response, question.getName(), question.getType(), dnssec);
        }
        header.setRcode(rcode & 0xF);
        if (opt != null) {
            // RFC 6891 §6.1.1: an OPT in the question is answered with one, the DO bit copied
            response.addRecord(
                    new OPTRecord(UDP_PAYLOAD, rcode >> 4, 0, dnssec ? ExtendedFlags.DO : 0),
                    Section.ADDITIONAL);
        }
        return response;
    }

    private static int refusal(Record question) {
        boolean transfer = question.getType() == Type.AXFR || question.getType() == Type.IXFR;
        return transfer || question.getDClass() != DClass.IN ? Rcode.REFUSED : Rcode.NOERROR;
    }

    private int fill(Message response, Name name, int type, boolean dnssec) {
        Name current = name;
        for (int hops = 0; hops <= MAX_ALIASES; hops++) {
            switch (zones.find(current, type)) {
                case Found.Answer(SignedSet set) -> {
                    add(response, Section.ANSWER, set, dnssec);
                    return Rcode.NOERROR;
                }
                case Found.Alias(SignedSet cname) -> {
                    add(response, Section.ANSWER, cname, dnssec);
                    current = ((CNAMERecord) cname.records().get(0)).getTarget();
                }
                case Found.NoData(var proof) -> {
                    proof.forEach(set -> add(response, Section.AUTHORITY, set, dnssec));
                    return Rcode.NOERROR;
                }
                case Found.NoName(var proof) -> {
                    proof.forEach(set -> add(response, Section.AUTHORITY, set, dnssec));
                    return Rcode.NXDOMAIN;
                }
            }
        }
        return Rcode.SERVFAIL;
    }

    private static void add(Message response, int section, SignedSet set, boolean dnssec) {
        // RFC 4035 §3.1: without the DO bit no RRSIG and no NSEC, unless asked for by type
        boolean proofOnly = section == Section.AUTHORITY && set.type() == Type.NSEC;
        if (proofOnly && !dnssec) {
            return;
        }
        set.records().forEach(record -> response.addRecord(record, section));
        if (dnssec || response.getQuestion().getType() == Type.RRSIG) {
            set.signatures().forEach(signature -> response.addRecord(signature, section));
        }
    }

    private static int udpLimit(Message query) {
        OPTRecord opt = query.getOPT();
        return opt == null
                ? UDP_WITHOUT_EDNS
                : Math.clamp(opt.getPayloadSize(), UDP_WITHOUT_EDNS, UDP_PAYLOAD);
    }

    private static byte[] fit(Message response, int limit) {
        byte[] whole = response.toWire();
        if (whole.length <= limit) {
            return whole;
        }
        // RFC 2181 §9: with TC the client asks again over TCP, so no partial set is sent
        response.removeAllRecords(Section.ANSWER);
        response.removeAllRecords(Section.AUTHORITY);
        response.getHeader().setFlag(Flags.TC);
        return response.toWire();
    }

    private static boolean isResponse(byte[] packet) {
        return (packet[2] & 0x80) != 0;
    }

    private static int opcode(byte[] packet) {
        return (packet[2] >> 3) & 0xF;
    }

    /** A header alone: what can be said to a packet that was not understood. */
    private static byte[] bare(byte[] packet, int rcode) {
        byte[] header = new byte[HEADER_LENGTH];
        header[0] = packet[0];
        header[1] = packet[1];
        header[2] = (byte) (0x80 | (packet[2] & 0x79));
        header[3] = (byte) rcode;
        return header;
    }
}
