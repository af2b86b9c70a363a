/**
 * A small internet on loopback, for trying and testing mail delivery without touching the real one.
 *
 * <p>{@link org.signet.sandbox.Sandbox} starts three things in one process: authoritative name
 * servers for every zone from the root down ({@link org.signet.sandbox.dns}), one receiving mail
 * server for each recipient domain ({@link org.signet.sandbox.smtp}), and a mailbox page with an
 * interface for programs ({@link org.signet.sandbox.web}). Nothing listens beyond loopback and
 * nothing needs a port below 1024.
 *
 * <p>Each {@link org.signet.sandbox.recipient.RecipientDomain} is one case that a sending server
 * has to tell apart: TLSA records that match the server's key (RFC 7671 §5.1) or an authority in
 * its chain (RFC 7671 §5.2), that do not match, that are forged, that do not exist, with DNSSEC and
 * without. The mail servers listen on a port that was free, so their TLSA records stand at {@code
 * _<port>._tcp.mx.<domain>} (RFC 7671 §3), and a sender has to be told the port.
 *
 * <p>A validating resolver or a DANE client learns the root key from the trust anchor file, in zone
 * file syntax (RFC 1035 §5).
 */
@NullMarked
package org.signet.sandbox;

import org.jspecify.annotations.NullMarked;
