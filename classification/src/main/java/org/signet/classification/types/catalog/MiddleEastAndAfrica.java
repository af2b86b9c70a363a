package org.signet.classification.types.catalog;

import static org.signet.classification.types.SensitiveType.type;

import org.signet.classification.types.Check;
import org.signet.classification.types.Family;
import org.signet.classification.types.Rank;
import org.signet.classification.types.SensitiveType;
import org.signet.classification.types.Value;
import org.signet.classification.types.checksum.Luhn;

import java.util.List;

/** Numbers of the Middle East and of Africa. */
final class MiddleEastAndAfrica {
    static final List<SensitiveType> TYPES =
            List.of(
                    type("il-id", "Israeli identity number")
                            .family(Family.NATIONAL_ID, "IL")
                            .format("\\d{9}", "\\d{7,8}-\\d", "\\d~\\d{7}~\\d")
                            .check("Luhn", Check.proof(v -> Luhn.isValid(v)))
                            .evidence("he", "תעודת זהות,ת.ז,ת\"ז,ת.ז.,מספר זהות,מספר תעודת זהות,תז")
                            .evidence(
                                    "en",
                                    "teudat zehut,israeli id,identity number,id number,identity card")
                            .source("חוק מרשם האוכלוסין, תשכ\"ה-1965; רשות האוכלוסין"),
                    type("ae-emirates-id", "Emirates identity number")
                            .family(Family.NATIONAL_ID, "AE")
                            .format("784~\\d{4}~\\d{7}~\\d")
                            .check("Luhn", Check.proof(v -> Luhn.isValid(v)))
                            .evidence("ar", "الهوية,هوية الإمارات,رقم الهوية,بطاقة الهوية")
                            .evidence("en", "emirates id,identity card,id card,eid,national id")
                            .source(
                                    "Federal Authority for Identity and Citizenship; ISO 3166-1 (784)"),
                    type("sa-national-id", "Saudi national or resident identity number")
                            .family(Family.NATIONAL_ID, "SA")
                            .format("[12]\\d{9}")
                            .check("Luhn", Check.proof(v -> Luhn.isValid(v)))
                            .evidence(
                                    "ar",
                                    "رقم الهوية,الهوية الوطنية,هوية وطنية,الإقامة,رقم الإقامة,إقامة,"
                                            + "السجل المدني")
                            .evidence(
                                    "en", "national id,iqama,saudi id,resident id,identity number")
                            .source("Ministry of Interior, National Information Center; Absher"),
                    type("eg-national-id", "Egyptian national identity number")
                            .family(Family.NATIONAL_ID, "EG")
                            .rank(Rank.CARD)
                            .formatWithEvidence("[23]\\d{13}")
                            .range(
                                    v ->
                                            Value.isDay(
                                                            v.number(1, 3),
                                                            v.number(3, 5),
                                                            v.number(5, 7))
                                                    && v.number(7, 9) >= 1
                                                    && v.number(7, 9) <= 88)
                            .evidence("ar", "الرقم القومي,بطاقة الرقم القومي,رقم قومي,الرقم القومى")
                            .evidence("en", "national id,egyptian id,national number")
                            .source("Law 143/1994 on civil status"),
                    type("za-id", "South African identity number")
                            .family(Family.NATIONAL_ID, "ZA")
                            .format(
                                    "\\d{6}~\\d{4}~[012]\\d{2}",
                                    "\\d{13}", "\\d{6} \\d{4} \\d{2} \\d")
                            .check(
                                    "Luhn, date of birth",
                                    Check.proof(MiddleEastAndAfrica::isSouthAfrican))
                            .evidence(
                                    "en",
                                    "id number,identity number,south african id,sa id,rsa id,"
                                            + "identity document,id no,identity no")
                            .evidence("af", "identiteitsnommer,id-nommer,id nommer")
                            .evidence("zu", "inombolo kamazisi")
                            .source("Identification Act 68 of 1997; Department of Home Affairs"),
                    type("za-passport", "South African passport number")
                            .family(Family.TRAVEL_DOCUMENT, "ZA")
                            .formatWithEvidence("[ADMT]\\d{8}")
                            .evidence("en", "passport,passport number,passport no")
                            .source("Department of Home Affairs; ICAO Doc 9303 part 4"),
                    type("ng-nin", "Nigerian national identification number")
                            .family(Family.NATIONAL_ID, "NG")
                            .formatWithEvidence("\\d{11}", "\\d{4}~\\d{4}~\\d{3}")
                            .evidence(
                                    "en",
                                    "nin,national identification number,nimc,nin number,bvn,"
                                            + "bank verification number")
                            .source("NIMC Act 2007"),
                    type("ke-pin", "Kenyan tax number (KRA PIN)")
                            .family(Family.TAX_ID, "KE")
                            .format("[AP]\\d{9}[A-Z]")
                            .range(v -> true)
                            .evidence(
                                    "en",
                                    "kra,pin,kra pin,pin number,personal identification number,tax pin")
                            .evidence("sw", "namba ya kra")
                            .source("Tax Procedures Act 2015; Kenya Revenue Authority"),
                    type("ma-cin", "Moroccan identity card number")
                            .family(Family.NATIONAL_ID, "MA")
                            .formatWithEvidence("\\l{1,2}\\d{5,6}")
                            .evidence("fr", "cin,cnie,carte nationale,carte d'identité nationale")
                            .evidence("ar", "البطاقة الوطنية,رقم البطاقة,بطاقة التعريف")
                            .source(
                                    "Loi 04-20 relative à la carte nationale d'identité électronique"));

    private MiddleEastAndAfrica() {}

    private static boolean isSouthAfrican(Value v) {
        return Value.isDay(v.number(0, 2), v.number(2, 4), v.number(4, 6))
                && v.digit(10) <= 2
                && Luhn.isValid(v);
    }
}
