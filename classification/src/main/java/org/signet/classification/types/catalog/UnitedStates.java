package org.signet.classification.types.catalog;

import static org.signet.classification.types.SensitiveType.type;

import org.signet.classification.types.Check;
import org.signet.classification.types.Family;
import org.signet.classification.types.Fit;
import org.signet.classification.types.Levels;
import org.signet.classification.types.SensitiveType;
import org.signet.classification.types.Value;
import org.signet.classification.types.checksum.Luhn;

import java.util.List;

/** Numbers of the United States. */
final class UnitedStates {
    private static final String SSN_WORDS =
            "ssn,ssns,ssn#,ss#,ss #,ssid,social security,social security number,"
                    + "social security no,social security #,soc sec,soc. sec.,social sec,ssa number";
    private static final String TAX_WORDS = "tax id,tax identification,taxpayer id,irs,w-9,w9,1099";
    private static final String EIN_PREFIXES =
            "01-06 10-16 20-27 30-39 40-48 50-59 60-68 71-77 80-88 90-95 98-99";
    private static final String MBI_LETTERS = "ACDEFGHJKMNPQRTUVWXY";

    static final List<SensitiveType> TYPES =
            List.of(
                    type("us-ssn", "US social security number")
                            .family(Family.NATIONAL_ID, "US")
                            .format("\\d{3} \\d{2} \\d{4}", "\\d{9}")
                            .check("", UnitedStates::ssn)
                            .levels(Levels.EVIDENCE_ONLY)
                            .evidence("en", SSN_WORDS)
                            .evidence("es", "seguro social,número de seguro social")
                            .exclude("078051120", "219099999", "457555462")
                            .source(
                                    "SSA, POMS RM 10201.035 and RM 10201.060 (numbers never issued)"),
                    type("us-itin", "US individual taxpayer identification number")
                            .family(Family.TAX_ID, "US")
                            .format("9\\d{2} \\d{2} \\d{4}", "9\\d{8}")
                            .check("", UnitedStates::itin)
                            .levels(Levels.EVIDENCE_ONLY)
                            .evidence("en", "itin,individual taxpayer," + TAX_WORDS)
                            .source("IRS, Internal Revenue Manual 3.21.263.1 (ITIN ranges)"),
                    type("us-ein", "US employer identification number")
                            .family(Family.TAX_ID, "US")
                            .format("\\d{2}-\\d{7}", "\\d{9}")
                            .range(v -> within(v.number(0, 2), EIN_PREFIXES))
                            .evidence(
                                    "en",
                                    "ein,fein,employer id,employer identification,federal tax id,"
                                            + "federal id,"
                                            + TAX_WORDS)
                            .source("IRS, How EINs are assigned and valid EIN prefixes"),
                    type("us-npi", "US national provider identifier")
                            .family(Family.HEALTH, "US")
                            .format("[12]\\d{9}")
                            .check("Luhn with the prefix 80840", Check.proof(UnitedStates::isNpi))
                            .evidence("en", "npi,national provider,provider id,provider identifier")
                            .source("CMS, NPI check digit calculation (45 CFR 162.406)"),
                    type("us-dea", "US DEA registration number")
                            .family(Family.HEALTH, "US")
                            .format("[ABCDEFGHJKLMPRSTUX][A-Z9]\\d{7}")
                            .check("mod 10 of weighted sums", Check.proof(UnitedStates::isDea))
                            .evidence(
                                    "en",
                                    "dea,dea#,dea number,drug enforcement,controlled substance")
                            .source("21 CFR 1301.11; DEA Diversion Control, registration numbers"),
                    type("us-mbi", "US Medicare beneficiary identifier")
                            .family(Family.HEALTH, "US")
                            .format("[1-9]\\l\\w\\d~\\l\\w\\d~\\l{2}\\d{2}")
                            .range(UnitedStates::isMbi)
                            .levels(new Levels(0, 85, 85))
                            .evidence("en", "mbi,medicare,beneficiary,medicare number,hicn")
                            .source("CMS, Understanding the MBI format"),
                    type("us-aba-routing", "US bank routing number (ABA)")
                            .family(Family.FINANCE, "US")
                            .format("\\d{9}", "\\d{4}-\\d{4}-\\d")
                            .check(
                                    "3-7-1 weights mod 10, Federal Reserve prefix",
                                    Check.proof(UnitedStates::isRouting))
                            .evidence(
                                    "en",
                                    "aba,aba number,routing,routing number,rtn,routing transit,"
                                            + "wire transfer,ach,fedwire,checking account")
                            .source("ABA, Routing Number Policy; 12 CFR 229 appendix A"),
                    type("us-passport", "US passport number")
                            .family(Family.TRAVEL_DOCUMENT, "US")
                            .formatWithEvidence("\\d{9}", "[A-Z]\\d{8}")
                            .evidence("en", "passport,passport number,passport no,travel document")
                            .source("US Department of State, next generation passport (2021)"),
                    type("us-driving-licence", "US driver's license number")
                            .family(Family.LICENCE, "US")
                            .formatWithEvidence(
                                    "\\l\\d{7,8}",
                                    "\\l\\d{12,14}",
                                    "\\l\\d{3} \\d{3} \\d{2} \\d{3} \\d",
                                    "\\l{2}\\d{6,7}",
                                    "\\d{7,10}",
                                    "\\d{2}\\l{3}\\d{5}",
                                    "\\d{3} \\d{3} \\d{3}")
                            .evidence(
                                    "en",
                                    "driver license,driver's license,drivers license,driver licence,"
                                            + "driving license,dl number,dl#,license number,dmv,dlnum")
                            .source(
                                    "AAMVA, DL/ID card design standard annex; formats of the states"),
                    type("us-bank-account", "US bank account number")
                            .family(Family.FINANCE, "US")
                            .formatWithEvidence("\\d{8,17}")
                            .levels(new Levels(0, 65, 75))
                            .evidence(
                                    "en",
                                    "checking account,savings account,bank account number,"
                                            + "account number,acct number,acct no,direct deposit")
                            .source("Nacha operating rules, entry detail record (account number)"));

    private UnitedStates() {}

    /** Area 000, 666 and from 900 on, group 00 and serial 0000 are never issued. */
    private static Fit ssn(Value v) {
        long area = v.number(0, 3);
        boolean issued =
                area != 0
                        && area != 666
                        && area < 900
                        && v.number(3, 5) != 0
                        && v.number(5, 9) != 0;
        return !issued ? Fit.NO : v.hasGaps() ? Fit.CERTAIN : Fit.PLAUSIBLE;
    }

    private static Fit itin(Value v) {
        boolean issued = within(v.number(3, 5), "50-65 70-88 90-92 94-99");
        return !issued ? Fit.NO : v.hasGaps() ? Fit.CERTAIN : Fit.PLAUSIBLE;
    }

    private static boolean isNpi(Value v) {
        return Luhn.isValid("80840" + v);
    }

    private static boolean isDea(Value v) {
        int sum = v.digit(2) + v.digit(4) + v.digit(6);
        return (sum + 2 * (v.digit(3) + v.digit(5) + v.digit(7))) % 10 == v.digit(8);
    }

    private static boolean isMbi(Value v) {
        return isMbiLetter(v, 1)
                && (v.isDigit(2) || isMbiLetter(v, 2))
                && isMbiLetter(v, 4)
                && (v.isDigit(5) || isMbiLetter(v, 5))
                && isMbiLetter(v, 7)
                && isMbiLetter(v, 8);
    }

    private static boolean isMbiLetter(Value v, int at) {
        return MBI_LETTERS.indexOf(v.charAt(at)) >= 0;
    }

    private static boolean isRouting(Value v) {
        return within(v.number(0, 2), "00-12 21-32 61-72 80-80")
                && v.number(0, 9) != 0
                && v.sum(3, 7, 1, 3, 7, 1, 3, 7, 1) % 10 == 0;
    }

    /** Whether a number is in one of some ranges of two digits. */
    static boolean within(long number, String ranges) {
        for (int i = 0; i < ranges.length(); i += 6) {
            if (number >= two(ranges, i) && number <= two(ranges, i + 3)) {
                return true;
            }
        }
        return false;
    }

    private static int two(String ranges, int at) {
        return (ranges.charAt(at) - '0') * 10 + ranges.charAt(at + 1) - '0';
    }
}
