package org.signet.classification.verdict;

import org.signet.classification.detect.Tally;
import org.signet.classification.policy.Position;

/**
 * A condition that held, and what made it hold.
 *
 * @param condition the kind of the condition, such as {@code payment-card}
 * @param rule where the policy file asks for it
 * @param tally counts and places; nothing for a fact
 */
public record Evidence(String condition, Position rule, Tally tally) {}
