package org.signet.classification.types.catalog;

import static org.signet.classification.types.SensitiveType.type;

import org.signet.classification.types.Check;
import org.signet.classification.types.Family;
import org.signet.classification.types.Levels;
import org.signet.classification.types.SensitiveType;
import org.signet.classification.types.Value;

import java.util.List;

/** Numbers of the United Kingdom and of Ireland. */
final class BritishIsles {
    private static final String MOD_23 = "WABCDEFGHIJKLMNOPQRSTUV";

    static final List<SensitiveType> TYPES =
            List.of(
                    type("uk-nhs", "UK NHS number")
                            .family(Family.HEALTH, "GB")
                            .format("\\d{3}~\\d{3}~\\d{4}")
                            .check("weights 10 to 2, mod 11", Check.proof(BritishIsles::isNhs))
                            .evidence(
                                    "en",
                                    "nhs,nhs number,nhs no,national health,patient,patient number,"
                                            + "patient id,hospital,gp surgery")
                            .source("NHS Data Dictionary, NHS NUMBER"),
                    type("uk-nino", "UK national insurance number")
                            .family(Family.NATIONAL_ID, "GB")
                            .format("\\l{2}~\\d{2}~\\d{2}~\\d{2}~[A-D]")
                            .range(BritishIsles::isNino)
                            .levels(new Levels(0, 85, 85))
                            .evidence(
                                    "en",
                                    "national insurance,national insurance number,ni number,ni no,"
                                            + "nino,nino number,insurance number,hmrc,paye,p45,p60")
                            .source("HMRC, National Insurance Manual NIM39110"),
                    type("uk-utr", "UK unique taxpayer reference")
                            .family(Family.TAX_ID, "GB")
                            .format("\\d{10}", "\\d{5} \\d{5}")
                            .check("mod 11, first digit", Check.proof(BritishIsles::isUtr))
                            .evidence(
                                    "en",
                                    "utr,unique taxpayer,taxpayer reference,self assessment,"
                                            + "tax reference,hmrc,corporation tax")
                            .source("HMRC, Corporation Tax online, UTR check digit"),
                    type("uk-passport", "UK passport number")
                            .family(Family.TRAVEL_DOCUMENT, "GB")
                            .formatWithEvidence("\\d{9}")
                            .evidence(
                                    "en",
                                    "passport,passport number,passport no,uk passport,british passport")
                            .source("HM Passport Office; ICAO Doc 9303 part 4"),
                    type("uk-driving-licence", "UK driving licence number")
                            .family(Family.LICENCE, "GB")
                            .format("[A-Z9]{5}~\\d{6}~[A-Z9]{2}~\\w\\l{2}")
                            .range(BritishIsles::isDriver)
                            .levels(new Levels(0, 85, 85))
                            .evidence(
                                    "en",
                                    "driving licence,driving license,driver number,licence number,"
                                            + "driver's licence,drivers licence,dvla,photocard")
                            .source("DVLA, driving licence code (INF45)"),
                    type("uk-bank-account", "UK sort code and account number")
                            .family(Family.FINANCE, "GB")
                            .formatWithEvidence(
                                    "\\d{2}-\\d{2}-\\d{2} \\d{8}",
                                    "\\d{6} \\d{8}", "\\d{2}-\\d{2}-\\d{2}")
                            .evidence(
                                    "en",
                                    "sort code,sort-code,account number,bank account,bacs,account no")
                            .source("Pay.UK, Validating account numbers"),
                    type("ie-pps", "Irish personal public service number")
                            .family(Family.NATIONAL_ID, "IE")
                            .format("\\d{7}[A-W][ABHWTX]?", "\\d{7} [A-W][ABHWTX]?")
                            .check("weights 8 to 2, mod 23", Check.proof(BritishIsles::isPps))
                            .evidence(
                                    "en",
                                    "pps,ppsn,pps number,pps no,personal public service,rsi number")
                            .evidence("ga", "uimhir phearsanta seirbhíse poiblí,uimhir psp")
                            .source("Department of Social Protection, PPS number check character"),
                    type("ie-passport", "Irish passport number")
                            .family(Family.TRAVEL_DOCUMENT, "IE")
                            .formatWithEvidence("\\l{1,2}\\d{7}")
                            .evidence("en", "passport,passport number,passport no,passport card")
                            .evidence("ga", "pas,uimhir phas")
                            .source("Department of Foreign Affairs; ICAO Doc 9303 part 4"));

    private BritishIsles() {}

    private static boolean isNhs(Value v) {
        return 11 - v.sum(10, 9, 8, 7, 6, 5, 4, 3, 2) % 11 == (v.digit(9) == 0 ? 11 : v.digit(9));
    }

    private static boolean isNino(Value v) {
        char first = v.charAt(0);
        char second = v.charAt(1);
        if ("DFIQUV".indexOf(first) >= 0 || "DFIOQUV".indexOf(second) >= 0) {
            return false;
        }
        String prefix = "" + first + second;
        return !List.of("BG", "GB", "KN", "NK", "NT", "TN", "ZZ").contains(prefix);
    }

    private static boolean isUtr(Value v) {
        return "21987654321".charAt(v.sumFrom(1, 6, 7, 8, 9, 10, 5, 4, 3, 2) % 11) == v.charAt(0);
    }

    /** Surname, decade, month (women plus 50) and day of birth, year, initials, check. */
    private static boolean isDriver(Value v) {
        boolean padded = false;
        for (int i = 0; i < 5; i++) {
            if (padded && v.charAt(i) != '9') {
                return false;
            }
            padded |= v.charAt(i) == '9';
        }
        long month = v.number(6, 8);
        return v.charAt(0) != '9' && Value.isDay(month > 50 ? month - 50 : month, v.number(8, 10));
    }

    static boolean isPps(Value v) {
        int second = v.length() == 9 && v.charAt(8) < 'T' ? v.charAt(8) - 'A' + 1 : 0;
        int sum = v.sum(8, 7, 6, 5, 4, 3, 2) + 9 * second;
        return MOD_23.charAt(sum % 23) == v.charAt(7);
    }
}
