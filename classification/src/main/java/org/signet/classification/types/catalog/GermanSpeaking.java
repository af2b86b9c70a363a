package org.signet.classification.types.catalog;

import static org.signet.classification.types.SensitiveType.type;

import org.signet.classification.types.Check;
import org.signet.classification.types.Family;
import org.signet.classification.types.Fit;
import org.signet.classification.types.Levels;
import org.signet.classification.types.SensitiveType;
import org.signet.classification.types.Value;
import org.signet.classification.types.checksum.Iso7064;
import org.signet.classification.types.checksum.Luhn;

import java.util.List;

/** Numbers of Germany, Austria, Switzerland and Liechtenstein. */
final class GermanSpeaking {
    static final List<SensitiveType> TYPES =
            List.of(
                    type("de-tax-id", "German tax identification number (Steuer-ID)")
                            .family(Family.TAX_ID, "DE")
                            .format("[1-9]\\d~\\d{3}~\\d{3}~\\d{3}")
                            .check(
                                    "ISO 7064 MOD 11,10, one digit repeated",
                                    Check.proof(GermanSpeaking::isTaxId))
                            .evidence(
                                    "de",
                                    "steuer-id,steuerid,steuer id,steueridentifikationsnummer,"
                                            + "steuer-identifikationsnummer,identifikationsnummer,steuer-idnr,"
                                            + "steuer idnr,idnr,idnr.,steuerliche identifikationsnummer,"
                                            + "persönliche identifikationsnummer,finanzamt,tin")
                            .evidence("en", "tax id,tax identification,german tax")
                            .source(
                                    "Abgabenordnung § 139b; Bundeszentralamt für Steuern,"
                                            + " check digit procedure ELStAM"),
                    type("de-tax-number", "German tax number (Steuernummer)")
                            .family(Family.TAX_ID, "DE")
                            .formatWithEvidence(
                                    "\\d{2,3}/\\d{3,4}/\\d{4,5}", "\\d{10,11}", "\\d{13}")
                            .evidence(
                                    "de",
                                    "steuernummer,steuer-nr,steuernr,st.-nr,st-nr,stnr,finanzamt")
                            .evidence("en", "tax number")
                            .source("Bundeszentralamt für Steuern, structure of tax numbers"),
                    type(
                                    "de-social-insurance",
                                    "German social insurance number (Sozialversicherungsnummer)")
                            .family(Family.NATIONAL_ID, "DE")
                            .format("\\d{2}~\\d{6}~\\l~\\d{3}")
                            .check(
                                    "weights 2,1,2,5,7,1,2,1,2,1,2,1 of digit sums, mod 10",
                                    Check.proof(GermanSpeaking::isSocialInsurance))
                            .evidence(
                                    "de",
                                    "sozialversicherungsnummer,sozialversicherung,rentenversicherungsnummer,"
                                            + "rentenversicherung,sv-nummer,svnr,sv-nr,rvnr,versicherungsnummer,"
                                            + "rv-nummer")
                            .evidence("en", "social insurance,social security")
                            .source(
                                    "VKVV § 4; Deutsche Rentenversicherung, structure of the insurance number"),
                    type(
                                    "de-health-insurance",
                                    "German health insurance number (Krankenversichertennummer)")
                            .family(Family.HEALTH, "DE")
                            .format("\\l~\\d{3}~\\d{3}~\\d{3}")
                            .check(
                                    "Luhn with the letter as two digits",
                                    Check.proof(GermanSpeaking::isHealthInsurance))
                            .evidence(
                                    "de",
                                    "krankenversichertennummer,krankenversicherungsnummer,versichertennummer,"
                                            + "kvnr,krankenkasse,gesundheitskarte,egk")
                            .evidence("en", "health insurance")
                            .source("SGB V § 290; GKV-Spitzenverband, structure of the number"),
                    type("de-id-card", "German identity card number (Personalausweis)")
                            .family(Family.NATIONAL_ID, "DE")
                            .format("[LMNPRTVWXY][CFGHJKLMNPRTVWXYZ0-9]{8}~\\dD?")
                            .formatWithEvidence("[LMNPRTVWXY][CFGHJKLMNPRTVWXYZ0-9]{8}")
                            .check(
                                    "weights 7,3,1 mod 10 (where the check digit is given)",
                                    GermanSpeaking::document)
                            .evidence(
                                    "de",
                                    "personalausweis,personalausweisnummer,ausweisnummer,ausweis,ausweis-nr,"
                                            + "personalausweis-nr,perso")
                            .evidence("en", "id card,identity card,identity document")
                            .source("PAuswG § 5; ICAO Doc 9303 part 3"),
                    type("de-passport", "German passport number")
                            .family(Family.TRAVEL_DOCUMENT, "DE")
                            .format("[CFGHJK][CFGHJKLMNPRTVWXYZ0-9]{8}~\\dD?")
                            .formatWithEvidence("[CFGHJK][CFGHJKLMNPRTVWXYZ0-9]{8}")
                            .check(
                                    "weights 7,3,1 mod 10 (where the check digit is given)",
                                    GermanSpeaking::document)
                            .levels(Levels.EVIDENCE_ONLY)
                            .evidence("de", "reisepass,reisepassnummer,passnummer,pass-nr,passnr")
                            .evidence("en", "passport,passport number,passport no")
                            .source("PassG § 4; ICAO Doc 9303 part 3"),
                    type("de-driving-licence", "German driving licence number")
                            .family(Family.LICENCE, "DE")
                            .formatWithEvidence("[A-Z0-9]\\d{2}\\w{6}\\d\\w")
                            .evidence(
                                    "de",
                                    "führerschein,führerscheinnummer,fahrerlaubnis,fahrerlaubnisnummer,fs-nr")
                            .evidence("en", "driving licence,driver's license,driving license")
                            .source("FeV § 48a; Kraftfahrt-Bundesamt, structure of the number"),
                    type("at-svnr", "Austrian social insurance number")
                            .family(Family.NATIONAL_ID, "AT")
                            .format("\\d{4}~\\d{6}")
                            .check(
                                    "weights 3,7,9,5,8,4,2,1,6 mod 11, date of birth",
                                    Check.proof(GermanSpeaking::isAustrianInsurance))
                            .evidence(
                                    "de",
                                    "sozialversicherungsnummer,sozialversicherung,svnr,sv-nummer,sv-nr,"
                                            + "versicherungsnummer,vsnr,e-card,ecard")
                            .evidence("en", "social insurance,social security")
                            .source(
                                    "ASVG § 31; Dachverband der Sozialversicherungsträger,"
                                            + " Versicherungsnummer"),
                    type("at-tax-number", "Austrian tax number (Abgabenkontonummer)")
                            .family(Family.TAX_ID, "AT")
                            .format("\\d{2}-\\d{3}/\\d{4}", "\\d{2}~\\d{3}~\\d{4}")
                            .check("Luhn", Check.proof(v -> Luhn.isValid(v)))
                            .evidence("de", "steuernummer,abgabenkontonummer,steuernr,finanzamt")
                            .evidence("en", "tax number,tax id")
                            .source("BMF, structure of the tax number"),
                    type("at-passport", "Austrian passport number")
                            .family(Family.TRAVEL_DOCUMENT, "AT")
                            .formatWithEvidence("\\l{1,2}~\\d{7}")
                            .evidence("de", "reisepass,reisepassnummer,passnummer,pass-nr")
                            .evidence("en", "passport,passport number,passport no")
                            .source("Passgesetz 1992; ICAO Doc 9303 part 4"),
                    type("ch-ahv", "Swiss social security number (AHV/AVS)")
                            .family(Family.NATIONAL_ID, "CH")
                            .format("756~\\d{4}~\\d{4}~\\d{2}")
                            .check(
                                    "EAN-13",
                                    Check.proof(
                                            v ->
                                                    v.sum(1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1)
                                                                    % 10
                                                            == 0))
                            .evidence(
                                    "de",
                                    "ahv,ahv-nummer,ahv-nr,ahvn13,ahv nummer,sozialversicherungsnummer,"
                                            + "versichertennummer")
                            .evidence("fr", "avs,numéro avs,no avs,n° avs,navs13")
                            .evidence("it", "avs,numero avs")
                            .evidence("en", "ahv,avs,social security")
                            .source("AHVG art. 50c; AHVV art. 133"),
                    type("ch-uid", "Swiss enterprise identification number (UID)")
                            .family(Family.TAX_ID, "CH")
                            .format(
                                    "CHE~\\d{3}~\\d{3}~\\d{3}(~(MWST|TVA|IVA))?",
                                    "CHE-\\d{3}.\\d{3}.\\d{3}(_(MWST|TVA|IVA))?")
                            .check(
                                    "weights 5,4,3,2,7,6,5,4 mod 11",
                                    Check.proof(GermanSpeaking::isUid))
                            .evidence(
                                    "de",
                                    "uid,uid-nummer,unternehmens-identifikationsnummer,mwst,mwst-nummer")
                            .evidence("fr", "ide,numéro ide,tva")
                            .evidence("it", "idi,iva")
                            .evidence("en", "uid,vat")
                            .source("UIDV art. 2; BFS, Aufbau der UID"),
                    type("ch-passport", "Swiss passport number")
                            .family(Family.TRAVEL_DOCUMENT, "CH")
                            .formatWithEvidence("\\l\\d{7}", "\\l\\d{2}\\w{5}")
                            .evidence("de", "reisepass,pass-nr,passnummer,pass nr")
                            .evidence("fr", "passeport,numéro de passeport")
                            .evidence("it", "passaporto,numero di passaporto")
                            .evidence("en", "passport,passport number,passport no")
                            .source("Ausweisverordnung; ICAO Doc 9303 part 4"));

    private GermanSpeaking() {}

    /** Of the first ten digits one occurs two or three times, the others at most once. */
    private static boolean isTaxId(Value v) {
        int repeated = 0;
        for (int digit = 0; digit < 10; digit++) {
            int times = 0;
            for (int i = 0; i < 10; i++) {
                times += v.digit(i) == digit ? 1 : 0;
            }
            if (times > 3) {
                return false;
            }
            repeated += times > 1 ? 1 : 0;
        }
        return repeated == 1 && Iso7064.isMod1110(v, 0, 11);
    }

    /** Area, birth date, letter, serial number, check digit. */
    private static boolean isSocialInsurance(Value v) {
        int[] weights = {2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1};
        int letter = v.charAt(8) - 'A' + 1;
        String digits = "" + v.subSequence(0, 8) + (letter / 10) + (letter % 10);
        digits += v.subSequence(9, 11);
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            int product = (digits.charAt(i) - '0') * weights[i];
            sum += product / 10 + product % 10;
        }
        boolean born = v.number(4, 6) <= 12 && v.number(2, 4) <= 81;
        return born && sum % 10 == v.digit(11);
    }

    private static boolean isHealthInsurance(Value v) {
        int letter = v.charAt(0) - 'A' + 1;
        int sum = letter / 10 + twice(letter % 10);
        for (int i = 1; i < 9; i++) {
            sum += i % 2 == 0 ? twice(v.digit(i)) : v.digit(i);
        }
        return sum % 10 == v.digit(9);
    }

    private static int twice(int digit) {
        return digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
    }

    /** The serial number, and where it is given the check digit of the machine readable zone. */
    private static Fit document(Value v) {
        boolean digits = false;
        for (int i = 1; i < 9; i++) {
            digits |= v.isDigit(i);
        }
        if (!digits) {
            return Fit.NO;
        }
        if (v.length() == 9) {
            return Fit.PLAUSIBLE;
        }
        return Fit.proven(v.sum(7, 3, 1, 7, 3, 1, 7, 3, 1) % 10 == v.digit(9));
    }

    private static boolean isAustrianInsurance(Value v) {
        int check = (v.sum(3, 7, 9) + v.sumFrom(4, 5, 8, 4, 2, 1, 6)) % 11;
        long month = v.number(6, 8);
        boolean born =
                month > 12 ? month <= 15 : Value.isDay(v.number(8, 10), month, v.number(4, 6));
        return v.digit(0) != 0 && born && check == v.digit(3);
    }

    static boolean isUid(Value v) {
        int check = (11 - v.sumFrom(3, 5, 4, 3, 2, 7, 6, 5, 4) % 11) % 11;
        return check == v.digit(11);
    }
}
