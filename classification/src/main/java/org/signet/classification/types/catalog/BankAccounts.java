package org.signet.classification.types.catalog;

import static org.signet.classification.types.SensitiveType.type;

import org.signet.classification.types.Check;
import org.signet.classification.types.Family;
import org.signet.classification.types.Levels;
import org.signet.classification.types.Rank;
import org.signet.classification.types.SensitiveType;

import java.util.List;

/** Bank accounts and what leads to them. */
final class BankAccounts {
    static final List<SensitiveType> TYPES = List.of(iban());

    private BankAccounts() {}

    private static SensitiveType iban() {
        return type("iban", "International bank account number (IBAN)")
                .family(Family.FINANCE)
                .rank(Rank.UNMISTAKABLE)
                .levels(Levels.SURE)
                .format("\\l{2}~\\d{2}(~\\w{4}){2,7}(~\\w{1,3})?", "\\l{2}\\d{2} \\w{11,30}")
                .check(
                        "ISO 7064 MOD 97-10, country and structure",
                        Check.proof(IbanRegistry::isIban))
                .source("ISO 13616-1:2020; SWIFT IBAN registry, release 101");
    }
}
