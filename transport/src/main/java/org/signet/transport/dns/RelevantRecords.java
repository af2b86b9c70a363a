package org.signet.transport.dns;

import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSEC3Record;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.util.List;

/**
 * Leaves of a response only what can belong to the question.
 *
 * <p>The validator judges each record by the zone that its signature names, and calls a whole
 * response insecure when one of its records is in a provably unsigned zone. Somebody on the path
 * could therefore add a signature "by" an unrelated unsigned zone and turn bogus into insecure. So
 * a signature stays only if its signer is at or above the owner of what it signs (RFC 4035 §5.3.1)
 * and not above the closest trust anchor, and of the authority section only the denial of the
 * question itself stays.
 *
 * <p>It also bounds what a hostile zone can make the validator compute (CVE-2023-50387,
 * CVE-2023-50868): signatures, keys and proofs beyond a number fall away, which at worst makes the
 * answer bogus.
 */
final class RelevantRecords {
    /** More iterations than this are not computed (RFC 9276 §3.2). */
    static final int MOST_NSEC3_ITERATIONS = 150;

    /** More signatures a set, keys or sets of a denial than any honest zone has. */
    private static final int MOST_SIGNATURES = 8;

    private static final int MOST_KEYS = 32;
    private static final int MOST_DENIALS = 8;

    private final TrustAnchors anchors;
    private final Name qname;
    private final int qtype;

    private RelevantRecords(TrustAnchors anchors, Name qname, int qtype) {
        this.anchors = anchors;
        this.qname = qname;
        this.qtype = qtype;
    }

    static Message of(Message response, Name qname, int qtype, TrustAnchors anchors) {
        return new RelevantRecords(anchors, qname, qtype).filter(response);
    }

    private Message filter(Message response) {
        Message filtered = new Message(response.getHeader().getID());
        filtered.getHeader().setFlag(Flags.QR);
        filtered.getHeader().setFlag(Flags.RD);
        filtered.getHeader().setRcode(response.getRcode());
        filtered.addRecord(Record.newRecord(qname, qtype, DClass.IN), Section.QUESTION);
        for (RRset set : response.getSectionRRsets(Section.ANSWER)) {
            if (answers(set)) {
                add(set, filtered, Section.ANSWER);
            }
        }
        int proofs = 0;
        boolean denial = filtered.getSection(Section.ANSWER).isEmpty();
        for (RRset set : response.getSectionRRsets(Section.AUTHORITY)) {
            boolean proof = denies(set) && proofs++ < MOST_DENIALS;
            if (proof || (denial && isOwnSoa(set))) {
                add(set, filtered, Section.AUTHORITY);
            }
        }
        if (denial && filtered.getSection(Section.AUTHORITY).isEmpty()) {
            addProbe(filtered);
        }
        return filtered;
    }

    private boolean answers(RRset set) {
        if (set.getDClass() != DClass.IN) {
            return false;
        }
        boolean own = set.getName().equals(qname);
        int type = set.getType();
        boolean above = !own && qname.subdomain(set.getName());
        return (own && (type == qtype || type == Type.CNAME)) || (above && type == Type.DNAME);
    }

    private boolean denies(RRset set) {
        return (set.getType() == Type.NSEC || (set.getType() == Type.NSEC3 && mayCompute(set)))
                && set.sigs().stream().anyMatch(signature -> maySign(signature, set.getName()))
                && set.sigs().stream().allMatch(signature -> qname.subdomain(signer(signature)));
    }

    /**
     * For a DS question the validator has no limit of iterations, so that it is set here: the
     * denial counts as unproven, which is bogus. For other questions the validator needs to see the
     * records to judge them, and computes nothing beyond its limit.
     */
    private boolean mayCompute(RRset nsec3) {
        return qtype != Type.DS
                || nsec3.rrs(false).stream()
                        .allMatch(record -> iterations(record) <= MOST_NSEC3_ITERATIONS);
    }

    private static int iterations(Record nsec3) {
        return ((NSEC3Record) nsec3).getIterations();
    }

    /**
     * Tells whether a filtered denial rests on nothing but NSEC3 records of one zone with more
     * iterations than are computed. The validator also puts records aside whose parameters differ
     * from each other, or whose key it has just forgotten; somebody on the path can bring both
     * about, and neither says anything of the zone.
     */
    static boolean hasTooManyIterations(Message filtered) {
        List<Record> nsec3 =
                filtered.getSection(Section.AUTHORITY).stream()
                        .filter(NSEC3Record.class::isInstance)
                        .toList();
        return !nsec3.isEmpty()
                && nsec3.stream().allMatch(record -> iterations(record) > MOST_NSEC3_ITERATIONS);
    }

    private boolean isOwnSoa(RRset set) {
        return set.getType() == Type.SOA && qname.subdomain(set.getName());
    }

    private void add(RRset set, Message to, int section) {
        set.rrs(false).stream()
                .limit(set.getType() == Type.DNSKEY ? MOST_KEYS : Long.MAX_VALUE)
                .forEach(record -> to.addRecord(record, section));
        set.sigs().stream()
                .filter(signature -> maySign(signature, set.getName()))
                .limit(MOST_SIGNATURES)
                .forEach(signature -> to.addRecord(signature, section));
    }

    private boolean maySign(RRSIGRecord signature, Name owner) {
        Name signer = signer(signature);
        boolean parentSide = signature.getTypeCovered() == Type.DS && owner.labels() > 1;
        return owner.subdomain(signer)
                && !(parentSide && owner.equals(signer))
                && signer.labels() >= anchors.depthAbove(owner);
    }

    private static Name signer(RRSIGRecord signature) {
        return signature.getSigner();
    }

    /**
     * Adds an unsigned SOA to a denial without any proof, which some servers of unsigned zones
     * send. In a signed zone it makes the response bogus, as it must; in an unsigned one it lets
     * the validator prove that the zone is unsigned, where it would otherwise have nothing to
     * judge.
     */
    private void addProbe(Message to) {
        to.addRecord(
                new SOARecord(qname, DClass.IN, 0, qname, qname, 1, 3600, 600, 86400, 0),
                Section.AUTHORITY);
    }

    /** Tells whether a filtered response says that the name is an alias. */
    static boolean isAlias(Message filtered, int qtype) {
        List<Record> answer = filtered.getSection(Section.ANSWER);
        return qtype != Type.CNAME
                && !answer.isEmpty()
                && answer.stream().noneMatch(record -> record.getType() == qtype);
    }
}
