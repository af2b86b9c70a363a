package org.signet.classification.types;

import java.util.Locale;

/** What kind of thing a type is. */
public enum Family {
    FINANCE,
    SECRET,
    NATIONAL_ID,
    TAX_ID,
    VAT_ID,
    TRAVEL_DOCUMENT,
    LICENCE,
    HEALTH,
    CONTACT,
    NETWORK,
    CRYPTO_ASSET,
    CUSTOM;

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
