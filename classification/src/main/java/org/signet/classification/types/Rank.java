package org.signet.classification.types;

/** Which of two findings that overlap stays: the one of the higher rank. */
public enum Rank {
    /** Takes what nobody else claims: telephone numbers, network addresses, own numbers. */
    GENERAL,

    /** Numbers that one authority gives out. */
    NUMBER,

    /** Payment cards: issuer range, length and check digit. */
    CARD,

    /** Has a form that nothing else has: IBAN, keys, tokens, e-mail addresses, asset addresses. */
    UNMISTAKABLE
}
