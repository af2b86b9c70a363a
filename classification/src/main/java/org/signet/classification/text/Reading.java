package org.signet.classification.text;

import org.signet.classification.message.Profile;

import java.util.Set;

/**
 * What is known about a message after its texts were handed out.
 *
 * @param facts how far it could be read, and what was noticed
 */
public record Reading(Set<Fact> facts, Profile profile) {
    public Reading {
        facts = Set.copyOf(facts);
    }
}
