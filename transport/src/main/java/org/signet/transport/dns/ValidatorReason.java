package org.signet.transport.dns;

import org.xbill.DNS.dnssec.R;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;

/**
 * Why the validator judged as it did: its own key with parameters, such as {@code
 * validate.bogus.badkey:dane.test.:dnskey.expired}.
 *
 * <p>An answer without the validator's word "secure" is insecure only if the reason is one that
 * proves it. Everything else, also a reason that nobody thought of, is bogus: the validator gives
 * an unproven NXDOMAIN back without a word against it once it has reached its limit of NSEC3
 * hashes, and where its code fails half-way.
 */
record ValidatorReason(String key) {
    /** Keys that say that a zone is provably unsigned, or signed in a way nobody here reads. */
    private static final Set<String> INSECURE =
            Set.of(
                    "insecure.ds.nsec",
                    "insecure.ds.nsec.ent",
                    "insecure.ds.nsec3",
                    "insecure.ds.noalgorithms",
                    "failed.ds.nodigest",
                    "failed.ds.no_usable_digest",
                    "validate.insecure",
                    "validate.insecure_unsigned",
                    "failed.nxdomain.nsec3_insecure");

    private static final String NSEC3_IGNORED = "failed.nsec3_ignored";

    private static final Map<String, String> WORDS =
            Map.ofEntries(
                    Map.entry("dnskey.expired", "a signature has expired"),
                    Map.entry("dnskey.not_yet_valid", "a signature is not yet valid"),
                    Map.entry("dnskey.invalid", "a signature does not verify"),
                    Map.entry("dnskey.no_match", "a key does not match its signature"),
                    Map.entry("dnskey.no_key", "the key of a signature is missing"),
                    Map.entry("dnskey.no_rrset", "the zone's DNSKEY records are missing"),
                    Map.entry("dnskey.no_ds_match", "no DNSKEY matches the DS records"),
                    Map.entry("dnskey.no_ds_alg_match", "no DNSKEY matches the DS records"),
                    Map.entry("dnskey.ds_match_mismatch", "no DNSKEY matches the DS records"),
                    Map.entry("dnskey.ds_max_match", "too many DNSKEY records match no DS"),
                    Map.entry("validate.bogus.missingsig", "a signature is missing"),
                    Map.entry("validate.bogus.missingsig_named", "a signature is missing"),
                    Map.entry("validate.bogus.rrsigtoomany", "there are too many signatures"),
                    Map.entry("failed.nodata", "the absence of the records is not proven"),
                    Map.entry("failed.nxdomain.exists", "the absence of the name is not proven"),
                    Map.entry(
                            "failed.nxdomain.haswildcard",
                            "the absence of a wildcard is not proven"),
                    Map.entry(
                            "failed.nxdomain.nsec3_bogus", "the absence of the name is not proven"),
                    Map.entry("failed.ds.unknown", "the absence of DS records is not proven"),
                    Map.entry("failed.ds.nonsec", "the absence of DS records is not proven"),
                    Map.entry("failed.ds.nsec3", "the absence of DS records is not proven"));

    /** Makes the validator give keys, which are stable, in place of sentences. */
    static void useKeys() {
        R.setUseNeutralMessages(true);
    }

    private String head() {
        int colon = key.indexOf(':');
        return colon < 0 ? key : key.substring(0, colon);
    }

    boolean provesInsecure() {
        return INSECURE.contains(head());
    }

    /** Tells whether the validator put NSEC3 records aside, which are validly signed. */
    boolean ignoresNsec3() {
        return head().equals(NSEC3_IGNORED);
    }

    /** Words for an operator, behind them the validator's own. */
    String inWords() {
        return WORDS.entrySet().stream()
                .filter(entry -> key.contains(entry.getKey()))
                .max(Comparator.comparingInt(entry -> entry.getKey().length()))
                .map(entry -> entry.getValue() + " [" + shortened() + "]")
                .orElse(shortened());
    }

    private String shortened() {
        String clean = key.replaceAll("\\s+", " ").replaceAll("[^\\x20-\\x7e]", "?");
        return clean.length() > 200 ? clean.substring(0, 200) + "..." : clean;
    }
}
