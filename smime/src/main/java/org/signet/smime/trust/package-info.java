/**
 * Trust: whether a chain of certificates leads from the signer or a recipient of a mail to a root
 * that the operator trusts (RFC 5280 §6, RFC 8550 §4).
 *
 * <p>Roots are only those of our own {@link org.signet.smime.trust.TrustStore}; the roots that the
 * JVM has for web servers are never asked. {@link org.signet.smime.trust.PathFinder} looks for
 * chains among the certificates of the message and the store. It follows only certificates whose
 * signature it has checked, and stops after fixed numbers of certificates in a chain, of signatures
 * checked, and of chains validated, so that a mail full of certificates costs no more than an
 * ordinary one.
 *
 * <p>Of each chain every certificate must be valid at the moment asked about, the root included;
 * keys and digests must be strong ({@link org.signet.smime.trust.KeyStrength}); the signer's key
 * usage must allow signatures and its extended key usage mail (RFC 8550 §4.4.2 and §4.4.4), and
 * authorities whose extended key usage is limited must be allowed mail too. The rest of RFC 5280 §6
 * (basic constraints, path length, key usage of authorities, names and name constraints, policies,
 * unknown critical extensions) is done by Bouncy Castle's validator.
 *
 * <p>Revocation is by lists (RFC 5280 §6.3) that are given or come with the message: complete and
 * delta, direct and indirect, partitioned by distribution point, reason or kind of certificate. As
 * soon as there is any list at hand, each certificate of the chain must be found good in one that
 * is in force; otherwise the answer is unknown, which is not good. {@link
 * org.signet.smime.trust.RevocationRule} can ask for more: a {@link
 * org.signet.smime.trust.RevocationSource} then asks responders and fetches lists, for certificates
 * on good chains only. Of an authority's lists about the same certificates only the newest counts.
 *
 * <p>{@link org.signet.smime.trust.RecipientTrust} asks the same about the certificates of
 * recipients, with the certificates of authorities in their folder as help.
 *
 * <p>{@link org.signet.smime.trust.Marks} are what an operator has said about single certificates:
 * no chain goes over a blocked one, and a trusted one needs no chain but must be good in all other
 * respects. As long as they cannot be read, nothing is known of any certificate.
 *
 * <p>Not done: roots that are limited to a purpose, and signature policies.
 */
@NullMarked
package org.signet.smime.trust;

import org.jspecify.annotations.NullMarked;
