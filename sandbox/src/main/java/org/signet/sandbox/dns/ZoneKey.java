package org.signet.sandbox.dns;

import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.DNSSEC.DNSSECException;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The one key of a signed zone (it is key-signing and zone-signing key in one). */
final class ZoneKey {
    /** Clocks of validators may be behind ours. */
    private static final Duration BACKDATED = Duration.ofDays(1);

    private static final Duration VALID = Duration.ofDays(60);
    private static final int ZONE_AND_ENTRY_POINT = 257;
    private static final int DNSSEC_PROTOCOL = 3;

    private final KeyPair pair;
    private final DNSKEYRecord record;
    private final Instant now;

    private ZoneKey(KeyPair pair, DNSKEYRecord record, Instant now) {
        this.pair = pair;
        this.record = record;
        this.now = now;
    }

    static ZoneKey generate(Name origin, long ttl, Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            DNSKEYRecord record =
                    new DNSKEYRecord(
                            origin,
                            DClass.IN,
                            ttl,
                            ZONE_AND_ENTRY_POINT,
                            DNSSEC_PROTOCOL,
                            DNSSEC.Algorithm.ECDSAP256SHA256,
                            pair.getPublic());
            return new ZoneKey(pair, record, now);
        } catch (GeneralSecurityException | DNSSECException e) {
            throw new IllegalStateException("Could not make a zone key for " + origin, e);
        }
    }

    DNSKEYRecord record() {
        return record;
    }

    DSRecord delegationSigner() {
        return new DSRecord(
                record.getName(), DClass.IN, record.getTTL(), DNSSEC.Digest.SHA256, record);
    }

    SignedSet sign(List<Record> records) {
        try {
            return new SignedSet(
                    records,
                    List.of(
                            DNSSEC.sign(
                                    new RRset(records),
                                    record,
                                    pair.getPrivate(),
                                    now.minus(BACKDATED),
                                    now.plus(VALID))));
        } catch (DNSSECException e) {
            throw new IllegalStateException("Could not sign " + records, e);
        }
    }

    /** Signs, then flips one bit of the signature: every validator has to find the set bogus. */
    SignedSet signWrongly(List<Record> records) {
        SignedSet right = sign(records);
        return new SignedSet(
                records, right.signatures().stream().map(ZoneKey::withFlippedBit).toList());
    }

    private static RRSIGRecord withFlippedBit(RRSIGRecord signature) {
        byte[] bytes = signature.getSignature().clone();
        bytes[bytes.length - 1] ^= 1;
        return new RRSIGRecord(
                signature.getName(),
                signature.getDClass(),
                signature.getTTL(),
                signature.getTypeCovered(),
                signature.getAlgorithm(),
                signature.getOrigTTL(),
                signature.getExpire(),
                signature.getTimeSigned(),
                signature.getFootprint(),
                signature.getSigner(),
                bytes);
    }
}
