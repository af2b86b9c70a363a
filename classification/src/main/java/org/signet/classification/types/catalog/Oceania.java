package org.signet.classification.types.catalog;

import static org.signet.classification.types.SensitiveType.type;

import org.signet.classification.types.Check;
import org.signet.classification.types.Family;
import org.signet.classification.types.Levels;
import org.signet.classification.types.SensitiveType;
import org.signet.classification.types.Value;

import java.util.List;

/** Numbers of Australia and New Zealand. */
final class Oceania {
    static final List<SensitiveType> TYPES =
            List.of(
                    type("au-tfn", "Australian tax file number")
                            .family(Family.TAX_ID, "AU")
                            .format("\\d{3}~\\d{3}~\\d{3}")
                            .formatWithEvidence("\\d{8}", "\\d{3}~\\d{3}~\\d{2}")
                            .check("weights 1,4,3,7,5,8,6,9,10 mod 11", Check.proof(Oceania::isTfn))
                            .evidence("en", "tfn,tax file number,tax file,tfn number,ato")
                            .source("Income Tax Assessment Act 1936 part VA; ATO, TFN algorithm"),
                    type("au-medicare", "Australian Medicare number")
                            .family(Family.HEALTH, "AU")
                            .format("[2-6]\\d{3}~\\d{5}~\\d", "[2-6]\\d{3}~\\d{5}~\\d(~|/)\\d")
                            .check(
                                    "weights 1,3,7,9 mod 10",
                                    Check.proof(
                                            v -> v.sum(1, 3, 7, 9, 1, 3, 7, 9) % 10 == v.digit(8)))
                            .evidence("en", "medicare,medicare number,medicare card,medicare no")
                            .source("Services Australia; METeOR 270101"),
                    type("au-abn", "Australian business number")
                            .family(Family.TAX_ID, "AU")
                            .format("[1-9]\\d~\\d{3}~\\d{3}~\\d{3}")
                            .check(
                                    "weights mod 89",
                                    Check.proof(
                                            v ->
                                                    (v.sum(10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19)
                                                                            - 10)
                                                                    % 89
                                                            == 0))
                            .evidence(
                                    "en",
                                    "abn,australian business number,business number,tax invoice")
                            .source(
                                    "A New Tax System (Australian Business Number) Act 1999; ABR,"
                                            + " Format of the ABN"),
                    type("au-acn", "Australian company number")
                            .family(Family.TAX_ID, "AU")
                            .format("\\d{3}~\\d{3}~\\d{3}")
                            .check(
                                    "weights 8 to 1, mod 10",
                                    Check.proof(
                                            v ->
                                                    (10 - v.sum(8, 7, 6, 5, 4, 3, 2, 1) % 10) % 10
                                                            == v.digit(8)))
                            .levels(Levels.EVIDENCE_ONLY)
                            .evidence("en", "acn,australian company number,a.c.n.,asic")
                            .source(
                                    "Corporations Act 2001; ASIC, Australian Company Number digit check"),
                    type("au-passport", "Australian passport number")
                            .family(Family.TRAVEL_DOCUMENT, "AU")
                            .formatWithEvidence("[A-Z]\\d{7}", "P[A-Z]\\d{7}")
                            .evidence("en", "passport,passport number,passport no")
                            .source("Australian Passport Office; ICAO Doc 9303 part 4"),
                    type("au-driving-licence", "Australian driving licence number")
                            .family(Family.LICENCE, "AU")
                            .formatWithEvidence("\\d{8,10}", "\\l\\d{5}", "\\d{4}\\l{2}")
                            .evidence(
                                    "en",
                                    "driver licence,driver's licence,drivers licence,driving licence,"
                                            + "licence number,driver license")
                            .source("Austroads; formats of the states"),
                    type("au-bank-account", "Australian bank account with BSB")
                            .family(Family.FINANCE, "AU")
                            .formatWithEvidence("\\d{3}-\\d{3}~\\d{6,10}")
                            .evidence("en", "bsb,bsb number,account number,bank account")
                            .source("Australian Payments Network, BSB procedures"),
                    type("nz-ird", "New Zealand tax number (IRD)")
                            .family(Family.TAX_ID, "NZ")
                            .format("\\d{2,3}~\\d{3}~\\d{3}", "\\d{7,8}-\\d")
                            .check("two sets of weights, mod 11", Check.proof(Oceania::isIrd))
                            .evidence("en", "ird,ird number,ird no,inland revenue,tax number")
                            .evidence("mi", "te tari taake")
                            .source(
                                    "Inland Revenue,"
                                            + " Resident withholding tax specification appendix (IRD number validation)"),
                    type("nz-nhi", "New Zealand national health index number")
                            .family(Family.HEALTH, "NZ")
                            .format("[A-HJ-NP-Z]{3}\\d{4}", "[A-HJ-NP-Z]{3}\\d{2}[A-HJ-NP-Z]{2}")
                            .check("weights 7 to 2, mod 11 or 23", Check.proof(Oceania::isNhi))
                            .evidence(
                                    "en",
                                    "nhi,nhi number,national health index,patient,health index")
                            .source("Te Whatu Ora, HISO 10046:2023"),
                    type("nz-passport", "New Zealand passport number")
                            .family(Family.TRAVEL_DOCUMENT, "NZ")
                            .formatWithEvidence("[A-Z]{1,2}\\d{6}")
                            .evidence("en", "passport,passport number,passport no")
                            .source("Department of Internal Affairs; ICAO Doc 9303 part 4"));

    private Oceania() {}

    private static final String NHI = "ABCDEFGHJKLMNPQRSTUVWXYZ";

    private static boolean isTfn(Value v) {
        int sum =
                v.length() == 9
                        ? v.sum(1, 4, 3, 7, 5, 8, 6, 9, 10)
                        : v.sum(10, 7, 8, 4, 6, 3, 5, 1);
        return sum % 11 == 0;
    }

    private static boolean isIrd(Value v) {
        long number = v.number(0, v.length());
        if (number < 10_000_000 || number > 150_000_000) {
            return false;
        }
        int from = v.length() - 8;
        int lead = v.length() == 9 ? v.digit(0) : 0;
        int check = Math.floorMod(-(3 * lead + v.sumFrom(from, 2, 7, 6, 5, 4, 3, 2)), 11);
        if (check == 10) {
            check = Math.floorMod(-(7 * lead + v.sumFrom(from, 4, 3, 2, 5, 2, 7, 6)), 11);
        }
        return check == v.digit(v.length() - 1);
    }

    /** The old form ends in a digit, the new one (from 2022 on) in a letter. */
    private static boolean isNhi(Value v) {
        int sum = 0;
        for (int i = 0; i < 6; i++) {
            int value = v.isDigit(i) ? v.digit(i) : NHI.indexOf(v.charAt(i)) + 1;
            sum += value * (7 - i);
        }
        if (v.isDigit(6)) {
            return sum % 11 != 0 && (11 - sum % 11) % 10 == v.digit(6);
        }
        return NHI.charAt(22 - sum % 23) == v.charAt(6);
    }
}
