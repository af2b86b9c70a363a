package org.signet.classification.types.catalog;

import org.signet.classification.types.SensitiveType;

import java.util.List;
import java.util.stream.Stream;

/** All built-in types, family by family. */
public final class Catalog {
    private Catalog() {}

    public static List<SensitiveType> all() {
        return Stream.of(
                        PaymentCards.TYPES,
                        BankAccounts.TYPES,
                        Securities.TYPES,
                        CryptoAssets.TYPES,
                        Secrets.TYPES,
                        KeysAndPasswords.TYPES,
                        ContactData.TYPES,
                        HealthCodes.TYPES,
                        UnitedStates.TYPES,
                        Canada.TYPES,
                        LatinAmerica.TYPES,
                        BritishIsles.TYPES,
                        GermanSpeaking.TYPES,
                        FranceAndBenelux.TYPES,
                        SouthernEurope.TYPES,
                        NordicAndBaltic.TYPES,
                        CentralEurope.TYPES,
                        SouthEastEurope.TYPES,
                        EasternEurope.TYPES,
                        EuropeanVat.TYPES,
                        MiddleEastAndAfrica.TYPES,
                        SouthAsia.TYPES,
                        EastAsia.TYPES,
                        Oceania.TYPES)
                .flatMap(List::stream)
                .toList();
    }
}
