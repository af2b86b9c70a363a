package org.signet.classification.types.catalog;

import static org.signet.classification.types.SensitiveType.type;

import org.signet.classification.types.Check;
import org.signet.classification.types.Family;
import org.signet.classification.types.Fit;
import org.signet.classification.types.Levels;
import org.signet.classification.types.SensitiveType;
import org.signet.classification.types.Value;

import java.util.List;

/** Numbers of Poland, Czechia, Slovakia, Hungary and Slovenia. */
final class CentralEurope {
    static final List<SensitiveType> TYPES =
            List.of(
                    type("pl-pesel", "Polish national identification number (PESEL)")
                            .family(Family.NATIONAL_ID, "PL")
                            .format("\\d{11}")
                            .check(
                                    "weights 1,3,7,9 mod 10, date of birth",
                                    Check.proof(CentralEurope::isPesel))
                            .evidence(
                                    "pl",
                                    "pesel,nr pesel,numer pesel,nr ewidencyjny,numer ewidencyjny")
                            .evidence("en", "pesel,national identification")
                            .source("Ustawa o ewidencji ludności z 24 września 2010 art. 15"),
                    type("pl-nip", "Polish tax number (NIP)")
                            .family(Family.TAX_ID, "PL")
                            .format(
                                    "\\d{10}",
                                    "\\d{3}~\\d{3}~\\d{2}~\\d{2}",
                                    "\\d{3}~\\d{2}~\\d{2}~\\d{3}")
                            .check(
                                    "weights 6,5,7,2,3,4,5,6,7 mod 11",
                                    Check.proof(
                                            v -> v.sum(6, 5, 7, 2, 3, 4, 5, 6, 7, -1) % 11 == 0))
                            .evidence(
                                    "pl",
                                    "nip,numer nip,nr nip,numer identyfikacji podatkowej,"
                                            + "identyfikacji podatkowej,podatnik")
                            .evidence("en", "nip,tax number,tax id")
                            .source(
                                    "Ustawa o zasadach ewidencji i identyfikacji podatników z 13 "
                                            + "października 1995"),
                    type("pl-regon", "Polish business register number (REGON)")
                            .family(Family.TAX_ID, "PL")
                            .format("\\d{9}", "\\d{14}", "\\d{3}~\\d{3}~\\d{3}")
                            .check("weights mod 11 mod 10", Check.proof(CentralEurope::isRegon))
                            .evidence("pl", "regon,numer regon,nr regon")
                            .evidence("en", "regon")
                            .source("Rozporządzenie Rady Ministrów z 30 listopada 2015 (REGON)"),
                    type("pl-id-card", "Polish identity card number")
                            .family(Family.NATIONAL_ID, "PL")
                            .format("\\l{3}~\\d{6}")
                            .check(
                                    "weights 7,3,1,9,7,3,1,7,3 mod 10",
                                    Check.proof(v -> v.sum(7, 3, 1, 9, 7, 3, 1, 7, 3) % 10 == 0))
                            .evidence(
                                    "pl",
                                    "dowód osobisty,dowodu osobistego,numer dowodu,seria i numer,nr dowodu,"
                                            + "dowód")
                            .evidence("en", "identity card,id card")
                            .source(
                                    "Ustawa o dowodach osobistych z 6 sierpnia 2010; ICAO Doc 9303 part 3"),
                    type("pl-passport", "Polish passport number")
                            .family(Family.TRAVEL_DOCUMENT, "PL")
                            .format("\\l{2}~\\d{7}")
                            .check(
                                    "weights 7,3 and 1,7,3,1,7,3 mod 10",
                                    Check.proof(CentralEurope::isPolishPassport))
                            .levels(Levels.EVIDENCE_ONLY)
                            .evidence("pl", "paszport,numer paszportu,nr paszportu,paszportu")
                            .evidence("en", "passport,passport number,passport no")
                            .source("Ustawa o dokumentach paszportowych; ICAO Doc 9303 part 3"),
                    type("cz-rodne-cislo", "Czech birth number (rodné číslo)")
                            .family(Family.NATIONAL_ID, "CZ")
                            .format("\\d{6}/\\d{4}", "\\d{6}~\\d{4}")
                            .formatWithEvidence("\\d{6}/\\d{3}", "\\d{9}")
                            .check(
                                    "mod 11 (numbers of 9 digits: none), date of birth",
                                    CentralEurope::birthNumber)
                            .evidence(
                                    "cs",
                                    "rodné číslo,rodného čísla,r.č.,rč,rodne cislo,rodným číslem")
                            .evidence("en", "birth number,personal identification")
                            .source("Zákon č. 133/2000 Sb. § 13"),
                    type("sk-rodne-cislo", "Slovak birth number (rodné číslo)")
                            .family(Family.NATIONAL_ID, "SK")
                            .format("\\d{6}/\\d{4}", "\\d{6}~\\d{4}")
                            .formatWithEvidence("\\d{6}/\\d{3}", "\\d{9}")
                            .check(
                                    "mod 11 (numbers of 9 digits: none), date of birth",
                                    CentralEurope::birthNumber)
                            .evidence(
                                    "sk",
                                    "rodné číslo,rodného čísla,r.č.,rč,rodne cislo,rodným číslom")
                            .evidence("en", "birth number,personal identification")
                            .source("Zákon č. 301/1995 Z. z. § 2"),
                    type("cz-ico", "Czech organisation number (IČO)")
                            .family(Family.TAX_ID, "CZ")
                            .format("\\d{8}", "\\d{3}~\\d{2}~\\d{3}")
                            .check("weights 8 to 2, mod 11", Check.proof(CentralEurope::isIco))
                            .levels(Levels.EVIDENCE_ONLY)
                            .evidence("cs", "ičo,ič,ico,identifikační číslo osoby,dič")
                            .evidence("sk", "ičo,ico,identifikačné číslo")
                            .source("Zákon č. 304/2013 Sb.; ČSÚ, kontrolní číslice IČO"),
                    type("cz-passport", "Czech or Slovak passport or identity card number")
                            .family(Family.TRAVEL_DOCUMENT, "CZ", "SK")
                            .formatWithEvidence("\\d{8,9}", "\\l{2}\\d{6,7}", "\\d{6}\\l{2}")
                            .evidence(
                                    "cs",
                                    "pas,číslo pasu,cestovní pas,občanský průkaz,číslo op,č. op")
                            .evidence("sk", "pas,číslo pasu,cestovný pas,občiansky preukaz")
                            .evidence("en", "passport,passport number,identity card")
                            .source("Zákon č. 329/1999 Sb.; ICAO Doc 9303 part 4"),
                    type("hu-taj", "Hungarian social security number (TAJ)")
                            .family(Family.NATIONAL_ID, "HU")
                            .format("\\d{3}~\\d{3}~\\d{3}")
                            .check(
                                    "weights 3,7 mod 10",
                                    Check.proof(v -> v.sum(3, 7, 3, 7, 3, 7, 3, 7, -1) % 10 == 0))
                            .evidence(
                                    "hu",
                                    "taj,taj szám,taj-szám,tajszám,társadalombiztosítási azonosító,"
                                            + "társadalombiztosítási")
                            .evidence("en", "social security,taj")
                            .source("1996. évi XX. törvény melléklete"),
                    type("hu-tax-id", "Hungarian tax identification number (adóazonosító jel)")
                            .family(Family.TAX_ID, "HU")
                            .format("8\\d{9}", "8\\d{3}~\\d{3}~\\d{3}")
                            .check(
                                    "weights 1 to 9, mod 11",
                                    Check.proof(
                                            v -> v.sum(1, 2, 3, 4, 5, 6, 7, 8, 9, -1) % 11 == 0))
                            .evidence(
                                    "hu",
                                    "adóazonosító,adóazonosító jel,adóazonosító szám,adóazonosító jele")
                            .evidence("en", "tax identification,tax id,tax number")
                            .source("1996. évi XX. törvény melléklete"),
                    type("hu-personal-id", "Hungarian personal identification number")
                            .family(Family.NATIONAL_ID, "HU")
                            .format("[1-8]\\d{10}", "[1-8]~\\d{6}~\\d{4}")
                            .check(
                                    "weights 1 to 10 or 10 to 1 mod 11, date of birth",
                                    Check.proof(CentralEurope::isHungarian))
                            .evidence(
                                    "hu",
                                    "személyi szám,személyi azonosító,személyi azonosító jel,személyazonosító")
                            .evidence("en", "personal identification")
                            .source("1996. évi XX. törvény melléklete"),
                    type("hu-id-card", "Hungarian identity card or passport number")
                            .family(Family.TRAVEL_DOCUMENT, "HU")
                            .formatWithEvidence("\\d{6}\\l{2}", "\\l{2}\\d{6,7}")
                            .evidence(
                                    "hu",
                                    "személyi igazolvány,személyazonosító igazolvány,igazolványszám,útlevél,"
                                            + "útlevélszám")
                            .evidence("en", "identity card,id card,passport")
                            .source("414/2015. Korm. rendelet; ICAO Doc 9303 part 4"),
                    type("si-emso", "Slovenian personal number (EMŠO)")
                            .family(Family.NATIONAL_ID, "SI")
                            .format("\\d{7}~\\d{6}", "\\d{13}")
                            .check(
                                    "weights 7 to 2 twice, mod 11, date of birth",
                                    Check.proof(SouthEastEurope::isJmbg))
                            .evidence(
                                    "sl",
                                    "emšo,emso,enotna matična številka,matična številka občana")
                            .evidence("en", "emso,personal number")
                            .source("Zakon o centralnem registru prebivalstva"),
                    type("si-tax-number", "Slovenian tax number (davčna številka)")
                            .family(Family.TAX_ID, "SI")
                            .format("[1-9]\\d{7}")
                            .check(
                                    "weights 8 to 2, mod 11",
                                    Check.proof(CentralEurope::isSlovenianTax))
                            .levels(Levels.EVIDENCE_ONLY)
                            .evidence("sl", "davčna številka,davčna,id za ddv,ddv,davčna št")
                            .evidence("en", "tax number,tax id")
                            .source("Zakon o davčni službi; FURS"));

    private CentralEurope() {}

    private static boolean isPesel(Value v) {
        long month = v.number(2, 4) % 20;
        return Value.isDay(v.number(0, 2), month, v.number(4, 6))
                && v.sum(1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1) % 10 == 0;
    }

    private static boolean isRegon(Value v) {
        boolean first = v.sum(8, 9, 2, 3, 4, 5, 6, 7) % 11 % 10 == v.digit(8);
        return first
                && (v.length() == 9
                        || v.sum(2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8) % 11 % 10 == v.digit(13));
    }

    private static boolean isPolishPassport(Value v) {
        return (v.sum(7, 3) + v.sumFrom(3, 1, 7, 3, 1, 7, 3)) % 10 == v.digit(2);
    }

    /** Women have 50 added to the month; since 2004 a further 20 where numbers ran out. */
    static Fit birthNumber(Value v) {
        long month = v.number(2, 4) % 50;
        month -= month > 20 ? 20 : 0;
        if (!Value.isDay(v.number(0, 2), month, v.number(4, 6))) {
            return Fit.NO;
        }
        if (v.length() == 9) {
            return Fit.possible(v.number(0, 2) < 54 || v.number(0, 2) >= 80);
        }
        return Fit.proven(v.number(0, 9) % 11 % 10 == v.digit(9));
    }

    private static boolean isIco(Value v) {
        int rest = v.sum(8, 7, 6, 5, 4, 3, 2) % 11;
        return (11 - rest) % 10 == v.digit(7);
    }

    /** The weights run the other way for births from 1997 on. */
    private static boolean isHungarian(Value v) {
        int sum =
                (v.digit(0) > 2 && v.digit(0) < 5) || v.number(1, 3) > 96
                        ? v.sum(10, 9, 8, 7, 6, 5, 4, 3, 2, 1)
                        : v.sum(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        return Value.isDay(v.number(1, 3), v.number(3, 5), v.number(5, 7))
                && sum % 11 == v.digit(10);
    }

    static boolean isSlovenianTax(Value v) {
        int check = 11 - v.sum(8, 7, 6, 5, 4, 3, 2) % 11;
        return check != 11 && check % 10 == v.digit(7);
    }
}
