package org.signet.sandbox.dns;

import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;

import java.util.List;

/** The records of one name and type with the signatures over them; no signature if unsigned. */
record SignedSet(List<Record> records, List<RRSIGRecord> signatures) {
    SignedSet {
        if (records.isEmpty()) {
            throw new IllegalArgumentException("A record set has at least one record");
        }
        records = List.copyOf(records);
        signatures = List.copyOf(signatures);
    }

    Name name() {
        return records.get(0).getName();
    }

    int type() {
        return records.get(0).getType();
    }
}
