/**
 * The name servers of the small internet: every zone from the root down, signed, on one address.
 *
 * <p><b>What a zone is here.</b> A {@link org.signet.sandbox.dns.Zone} is a sorted map from names
 * to record sets (RFC 1034 §4.2). A signed zone holds one ECDSA P-256 key that signs everything
 * (algorithm 13, RFC 6605 §4), a signature beside each record set (RFC 4035 §2.2), and one NSEC
 * record at each name, which tells the next name and the types present (RFC 4035 §2.3). Keys are
 * made at start and never leave the memory of the process.
 *
 * <p><b>The chain.</b> The parent of a signed zone holds a DS record, the digest of the child's key
 * (RFC 4034 §5); the root's own DS is the trust anchor that a validator is given as a file. At an
 * unsigned delegation the parent's NSEC has the NS bit and no DS bit, which proves that nothing
 * below is signed (RFC 4035 §5.2).
 *
 * <p><b>Answers.</b> All zones are served on one address, so no answer is ever a referral: a
 * validator that forwards here gets the final answer to every question, DS from the parent's side
 * of a cut (RFC 4035 §3.1.4.1), DNSKEY from the child's. Absence is proved: no such type by the
 * NSEC of the name, no such name by the NSEC around it and the NSEC around the wildcard that could
 * have matched (RFC 4035 §3.1.3). Aliases are followed across zones.
 *
 * <p><b>Not here:</b> wildcards, NSEC3, zone transfer, dynamic update, TSIG, DNS cookies,
 * referrals.
 */
@NullMarked
package org.signet.sandbox.dns;

import org.jspecify.annotations.NullMarked;
