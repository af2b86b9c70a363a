package org.signet.classification.types;

/**
 * The confidence of a finding, in percent: 0 (not reported), 65, 75 or 85.
 *
 * @param alone a certain value without evidence
 * @param plausible a plausible value with evidence
 * @param certain a certain value with evidence
 */
public record Levels(int alone, int plausible, int certain) {
    /** Check digits right, alone 65; form only, with evidence 75; both, 85. */
    public static final Levels USUAL = new Levels(65, 75, 85);

    /** Unmistakable as it stands. */
    public static final Levels SURE = new Levels(85, 85, 85);

    /** Not reported without evidence, even if the check digit is right, since chance is high. */
    public static final Levels EVIDENCE_ONLY = new Levels(0, 75, 85);

    public Levels {
        require(alone);
        require(plausible);
        require(certain);
    }

    private static void require(int level) {
        if (level != 0 && level != 65 && level != 75 && level != 85) {
            throw new IllegalArgumentException("confidence " + level + "; allowed: 0, 65, 75, 85");
        }
    }

    /** The confidence of a value of this fit. */
    public int of(Fit fit, boolean evidence) {
        return switch (fit) {
            case NO -> 0;
            case PLAUSIBLE -> evidence ? plausible : 0;
            case CERTAIN -> evidence ? certain : alone;
        };
    }

    /** Whether a finding needs words near it. */
    public boolean needEvidence(Fit fit) {
        return of(fit, false) == 0;
    }

    @Override
    public String toString() {
        return "alone %s, form with evidence %s, checked with evidence %s"
                .formatted(shown(alone), shown(plausible), shown(certain));
    }

    private static String shown(int level) {
        return level == 0 ? "none" : Integer.toString(level);
    }
}
