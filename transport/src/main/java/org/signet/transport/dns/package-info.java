/**
 * DNS answers together with what DNSSEC says about them.
 *
 * <p>A mail server that wants to know whether a destination published keys must be able to tell
 * four things apart (RFC 4035 §4.3, RFC 7672 §2.1.1): <em>secure</em>, signed all the way from a
 * trust anchor; <em>insecure</em>, provably outside of any signed zone; <em>bogus</em>, should be
 * signed but is not, or not rightly; and no answer at all. {@link
 * org.signet.transport.dns.DnsAnswer} keeps them apart, also for the absence of records: "there is
 * no TLSA record" is only worth something when that denial is itself secure or insecure, never when
 * it is bogus.
 *
 * <p>{@link org.signet.transport.dns.ValidatingDns} asks the configured recursive servers for raw
 * data and signatures and validates here, so that nothing between those servers and this process
 * can change an answer. Each answer passes {@code RelevantRecords} first, which leaves only what
 * can belong to the question; without that, a forged signature of an unrelated unsigned zone would
 * turn bogus into insecure. Aliases (CNAME, DNAME) are followed one at a time, each with its own
 * status, because RFC 7672 §2.2.3 needs to know at which hop security ended.
 *
 * <p>Where a resolver on this machine validates, {@code AdTrustingDns} takes its AD bit instead.
 * {@link org.signet.transport.dns.GuardedDns} gives no answer until one of the two has shown that
 * the root zone is secure.
 *
 * <p>Implemented: validation of RFC 4033, RFC 4034, RFC 4035, RFC 5155 (NSEC3, at most 150
 * iterations as RFC 9276 §3.2 allows), RFC 6840, through dnsjava; the exchange with servers, the
 * cache, the single flight, the choice of servers and the diagnosis in extended errors (RFC 8914)
 * are our own. Limits bound the work that hostile zones can cause (many colliding keys, long alias
 * chains, slow servers). Not implemented: following root key rollovers by RFC 5011 (new anchors
 * come with a release or in a file), DNS over TLS, DNS cookies, aggressive use of denials (RFC
 * 8198).
 *
 * <p>No class of dnsjava is visible outside of this package.
 */
@NullMarked
package org.signet.transport.dns;

import org.jspecify.annotations.NullMarked;
