package org.signet.classification.types;

import java.util.function.Predicate;

/** What an issuer made checkable about a value: check digits, ranges, dates. */
@FunctionalInterface
public interface Check {
    /** Takes the letters (in upper case) and digits of what a format matched. */
    Fit fit(Value value);

    /** A check with two outcomes: a right check digit proves the value, a wrong one refutes it. */
    static Check proof(Predicate<Value> right) {
        return value -> Fit.proven(right.test(value));
    }

    /** A check that refutes, and never proves: ranges and dates without a check digit. */
    static Check range(Predicate<Value> right) {
        return value -> Fit.possible(right.test(value));
    }
}
