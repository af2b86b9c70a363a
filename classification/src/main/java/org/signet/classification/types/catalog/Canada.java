package org.signet.classification.types.catalog;

import static org.signet.classification.types.SensitiveType.type;

import org.signet.classification.types.Check;
import org.signet.classification.types.Family;
import org.signet.classification.types.Levels;
import org.signet.classification.types.SensitiveType;
import org.signet.classification.types.Value;
import org.signet.classification.types.checksum.Luhn;

import java.util.List;

/** Numbers of Canada. */
final class Canada {
    static final List<SensitiveType> TYPES =
            List.of(
                    type("ca-sin", "Canadian social insurance number")
                            .family(Family.NATIONAL_ID, "CA")
                            .format("[0-79]\\d{2}~\\d{3}~\\d{3}")
                            .check("Luhn", Check.proof(v -> Luhn.isValid(v)))
                            .evidence(
                                    "en",
                                    "sin,sin number,social insurance,social insurance number,sin no,sin card")
                            .evidence(
                                    "fr",
                                    "nas,numéro d'assurance sociale,assurance sociale,no d'assurance sociale")
                            .source("Employment Insurance Act s. 138; ESDC, SIN code of practice"),
                    type("ca-business-number", "Canadian business number")
                            .family(Family.TAX_ID, "CA")
                            .format("\\d{9}~(RT|RP|RC|RM|RZ|RR|RD|RE|RG|RI|RN|SL)~\\d{4}")
                            .check(
                                    "Luhn, program identifier",
                                    Check.proof(v -> Luhn.isValid(v, 0, 9)))
                            .evidence("en", "business number,bn,gst,hst,gst/hst,cra")
                            .evidence("fr", "numéro d'entreprise,tps,tvh,arc")
                            .source("CRA, RC2 The Business Number"),
                    type("ca-health-ontario", "Ontario health card number")
                            .family(Family.HEALTH, "CA")
                            .format("\\d{4}~\\d{3}~\\d{3}(~\\l{2})?")
                            .check(
                                    "Luhn",
                                    Check.proof(v -> v.digit(0) > 0 && Luhn.isValid(v, 0, 10)))
                            .levels(Levels.EVIDENCE_ONLY)
                            .evidence(
                                    "en",
                                    "health card,ohip,health number,health card number,ontario health")
                            .evidence("fr", "carte santé,numéro de carte santé")
                            .source(
                                    "Ontario Ministry of Health, Health card validation reference manual"),
                    type("ca-health-bc", "British Columbia personal health number")
                            .family(Family.HEALTH, "CA")
                            .format("9\\d{3}~\\d{3}~\\d{3}")
                            .check(
                                    "weights 2,4,8,5,10,9,7,3 mod 11",
                                    Check.proof(Canada::isHealthBc))
                            .levels(Levels.EVIDENCE_ONLY)
                            .evidence(
                                    "en",
                                    "phn,personal health number,bc services card,carecard,msp,health card")
                            .source("British Columbia Ministry of Health, PHN check digit routine"),
                    type("ca-passport", "Canadian passport number")
                            .family(Family.TRAVEL_DOCUMENT, "CA")
                            .formatWithEvidence("\\l{2}\\d{6}", "\\l\\d{6}\\l{2}")
                            .evidence("en", "passport,passport number,passport no")
                            .evidence("fr", "passeport,numéro de passeport")
                            .source("IRCC; ICAO Doc 9303 part 4"),
                    type("ca-driving-licence", "Canadian driving licence number")
                            .family(Family.LICENCE, "CA")
                            .formatWithEvidence(
                                    "\\l\\d{4}~\\d{5}~\\d{5}",
                                    "\\l\\d{12}", "\\d{7}", "\\d{6}-\\d{3}", "\\l{2}\\d{8}")
                            .evidence(
                                    "en",
                                    "driver's licence,drivers licence,driver licence,driving licence,"
                                            + "driver's license,dl number")
                            .evidence("fr", "permis de conduire,numéro de permis")
                            .source("CCMTA; formats of the provinces"),
                    type("ca-bank-account", "Canadian bank account with transit number")
                            .family(Family.FINANCE, "CA")
                            .formatWithEvidence("\\d{5}-\\d{3}~\\d{7,12}", "0\\d{8}~\\d{7,12}")
                            .evidence(
                                    "en",
                                    "transit number,institution number,bank account,direct deposit,"
                                            + "void cheque,account number")
                            .evidence(
                                    "fr",
                                    "numéro de transit,compte bancaire,succursale,dépôt direct")
                            .source(
                                    "Payments Canada, Rule F1 and MICR specifications (standard 006)"));

    private Canada() {}

    private static boolean isHealthBc(Value v) {
        return 11 - v.sumFrom(1, 2, 4, 8, 5, 10, 9, 7, 3) % 11 == v.digit(9);
    }
}
