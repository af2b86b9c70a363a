package org.signet.transport.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How much protection the operator asks for; the words and their meaning are those of Postfix. */
public enum TlsLevel {
    /** Plain text, also where STARTTLS is offered. */
    NONE(0),
    /** TLS where it is offered, with whomever; plain text otherwise. DANE is not asked. */
    MAY(1),
    /** TLS always, with whomever. DANE is not asked. */
    ENCRYPT(2),
    /** What the destination publishes by DANE; as {@link #MAY} where it publishes nothing. */
    DANE(3),
    /** Only servers that DANE authenticates, found over signed MX records. */
    DANE_ONLY(4),
    /** Only servers with a certificate of a well-known authority, for an expected name. */
    VERIFY(4);

    private final int strength;

    TlsLevel(int strength) {
        this.strength = strength;
    }

    /** Returns the level as operators write it: lower case, with a hyphen. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns nothing for a word that is no level. */
    public static Optional<TlsLevel> of(String word) {
        return Arrays.stream(values()).filter(level -> level.word().equals(word)).findFirst();
    }

    /** Returns all words. */
    static List<String> words() {
        return Arrays.stream(values()).map(TlsLevel::word).toList();
    }

    /**
     * Tells whether less can be expected of this level than of another: also {@link #ENCRYPT} is
     * less than {@link #DANE}, which authenticates where it can.
     */
    public boolean isWeakerThan(TlsLevel other) {
        return strength < other.strength;
    }

    /** Tells whether TLSA records are looked for. */
    public boolean asksDane() {
        return this == DANE || this == DANE_ONLY;
    }
}
