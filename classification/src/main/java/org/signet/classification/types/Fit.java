package org.signet.classification.types;

/** How well a value fits a type. */
public enum Fit {
    /** It is not of the type: wrong check digit, prefix, date or range. */
    NO,

    /** It has the form, and nothing about it can be checked: only words near it make it likely. */
    PLAUSIBLE,

    /** It has the form, and what the issuer made checkable about it is right. */
    CERTAIN;

    /** {@link #CERTAIN} where a check is right, else {@link #NO}. */
    public static Fit proven(boolean right) {
        return right ? CERTAIN : NO;
    }

    /** {@link #PLAUSIBLE} where a range or date is right, else {@link #NO}. */
    public static Fit possible(boolean right) {
        return right ? PLAUSIBLE : NO;
    }
}
