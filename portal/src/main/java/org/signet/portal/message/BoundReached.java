package org.signet.portal.message;

/** A message goes beyond a bound and is not read on. */
final class BoundReached extends Exception {
    private static final long serialVersionUID = 1L;

    private final Bounds.Name bound;

    BoundReached(Bounds.Name bound) {
        super(bound.name());
        this.bound = bound;
    }

    Bounds.Name bound() {
        return bound;
    }
}
