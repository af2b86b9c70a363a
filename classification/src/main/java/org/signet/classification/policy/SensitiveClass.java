package org.signet.classification.policy;

/** A named class of messages, and the condition that makes a message one of it. */
public record SensitiveClass(String name, String description, Condition when) {}
