package org.signet.classification.types.catalog;

import static org.signet.classification.types.SensitiveType.type;

import org.signet.classification.types.Check;
import org.signet.classification.types.Family;
import org.signet.classification.types.Fit;
import org.signet.classification.types.Levels;
import org.signet.classification.types.Rank;
import org.signet.classification.types.SensitiveType;
import org.signet.classification.types.Value;
import org.signet.classification.types.checksum.Iso7064;
import org.signet.classification.types.checksum.Luhn;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Identifiers of companies and securities. */
final class Securities {
    static final List<SensitiveType> TYPES =
            List.of(
                    type("lei", "Legal entity identifier (LEI)")
                            .family(Family.FINANCE)
                            .rank(Rank.UNMISTAKABLE)
                            .format("\\d{4}\\w{14}\\d{2}")
                            .check(
                                    "ISO 7064 MOD 97-10",
                                    Check.proof(v -> Iso7064.isMod97(v, 0, 20)))
                            .evidence("en", "lei,legal entity identifier")
                            .source("ISO 17442-1:2020"),
                    type("isin", "International securities identification number (ISIN)")
                            .family(Family.FINANCE)
                            .format("\\l{2}\\w{9}\\d", "\\l{2}~\\w{9}~\\d")
                            .check(
                                    "Luhn of letters as two digits, country",
                                    Check.proof(Securities::isIsin))
                            .evidence("en", "isin,security,securities,bond,shares,wkn")
                            .evidence("de", "wertpapier,wertpapierkennnummer,wkn,depot")
                            .evidence("fr", "valeur mobilière,titre")
                            .source("ISO 6166:2021"),
                    type("cusip", "North American securities identifier (CUSIP)")
                            .family(Family.FINANCE, "US", "CA")
                            .format("\\w{8}\\d")
                            .check(
                                    "double add double over 36 characters",
                                    Check.proof(Securities::isCusip))
                            .levels(Levels.EVIDENCE_ONLY)
                            .evidence("en", "cusip,security identifier,cusip number")
                            .source("ANSI X9.6; CUSIP Global Services"),
                    type("sedol", "British and Irish securities identifier (SEDOL)")
                            .family(Family.FINANCE, "GB", "IE")
                            .format("[B-DF-HJ-NP-TV-Z0-9]{6}\\d")
                            .check(
                                    "weights 1,3,1,7,3,9 mod 10",
                                    Check.proof(v -> v.sum(1, 3, 1, 7, 3, 9, 1) % 10 == 0))
                            .levels(Levels.EVIDENCE_ONLY)
                            .evidence("en", "sedol,sedol code")
                            .source(
                                    "London Stock Exchange, SEDOL masterfile technical specification"),
                    type("imei", "Mobile equipment identity (IMEI)")
                            .family(Family.NETWORK)
                            .rank(Rank.CARD)
                            .format("\\d{2}-\\d{6}-\\d{6}-\\d", "\\d{15}")
                            .check("Luhn", Check.proof(v -> Luhn.isValid(v)))
                            .levels(Levels.EVIDENCE_ONLY)
                            .evidence("en", "imei,handset,device id,mobile equipment")
                            .source("3GPP TS 23.003 §6.2 and annex B"),
                    type("vin", "Vehicle identification number")
                            .family(Family.LICENCE)
                            .rank(Rank.CARD)
                            .format("[A-HJ-NPR-Z0-9]{17}")
                            .check("weights mod 11 (North America)", Securities::vin)
                            .levels(Levels.EVIDENCE_ONLY)
                            .evidence("en", "vin,vehicle identification,chassis number,chassis no")
                            .evidence("de", "fahrgestellnummer,fahrzeug-identifizierungsnummer,fin")
                            .evidence("fr", "numéro de châssis,vin")
                            .evidence("es", "número de bastidor,bastidor")
                            .source("ISO 3779:2009; 49 CFR 565.15"));

    private Securities() {}

    private static final Set<String> COUNTRIES = countries();

    private static Set<String> countries() {
        Set<String> countries = new HashSet<>(Set.of(Locale.getISOCountries()));
        countries.addAll(List.of("EU", "XA", "XB", "XC", "XD", "XF", "XK", "XS", "QS", "QT"));
        return Set.copyOf(countries);
    }

    static boolean isCountry(CharSequence code) {
        return COUNTRIES.contains(code.toString());
    }

    private static boolean isIsin(Value v) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            digits.append(v.digit(i));
        }
        return isCountry(v.subSequence(0, 2)) && Luhn.isValid(digits);
    }

    private static boolean isCusip(Value v) {
        int sum = 0;
        for (int i = 0; i < 8; i++) {
            int value = v.digit(i) * (i % 2 + 1);
            sum += value / 10 + value % 10;
        }
        return (10 - sum % 10) % 10 == v.digit(8);
    }

    /** Outside North America the ninth character is no check digit. */
    private static Fit vin(Value v) {
        String values = "0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ";
        int[] weights = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += values.indexOf(v.charAt(i)) % 10 * weights[i];
        }
        if ("0123456789X".charAt(sum % 11) == v.charAt(8)) {
            return Fit.CERTAIN;
        }
        boolean american = v.charAt(0) >= '1' && v.charAt(0) <= '5';
        return Fit.possible(!american && v.isNumber(14));
    }
}
