package org.signet.transport.dns;

import java.time.Duration;

/**
 * An answer and how long it may be used.
 *
 * @param life that of the shortest-lived part: a record, a signature, an alias on the way
 */
public record TimedAnswer(DnsAnswer answer, Duration life) {}
