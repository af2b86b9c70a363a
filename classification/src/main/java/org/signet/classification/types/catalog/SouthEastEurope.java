package org.signet.classification.types.catalog;

import static org.signet.classification.types.SensitiveType.type;

import org.signet.classification.types.Check;
import org.signet.classification.types.Family;
import org.signet.classification.types.Levels;
import org.signet.classification.types.SensitiveType;
import org.signet.classification.types.Value;
import org.signet.classification.types.checksum.Iso7064;

import java.util.List;

/** Numbers of Romania, Bulgaria, Croatia, Serbia and its neighbours, and Turkey. */
final class SouthEastEurope {
    static final List<SensitiveType> TYPES =
            List.of(
                    type("ro-cnp", "Romanian personal numeric code (CNP)")
                            .family(Family.NATIONAL_ID, "RO")
                            .format("[1-9]\\d{12}", "[1-9]~\\d{6}~\\d{6}")
                            .check(
                                    "weights 2,7,9,1,4,6,3,5,8,2,7,9 mod 11, date of birth",
                                    Check.proof(SouthEastEurope::isCnp))
                            .evidence(
                                    "ro",
                                    "cnp,cod numeric personal,codul numeric personal,c.n.p.,cod personal")
                            .evidence("en", "personal numeric code,cnp")
                            .source("Legea 105/1996; OUG 97/2005"),
                    type("ro-id-card", "Romanian identity card number")
                            .family(Family.NATIONAL_ID, "RO")
                            .formatWithEvidence("\\l{2}~\\d{6}")
                            .evidence(
                                    "ro",
                                    "carte de identitate,buletin,seria,ci seria,act de identitate,pașaport")
                            .evidence("en", "identity card,id card,passport")
                            .source("OUG 97/2005; Council of the EU, PRADO ROU-BO"),
                    type("bg-egn", "Bulgarian uniform civil number (EGN)")
                            .family(Family.NATIONAL_ID, "BG")
                            .format("\\d{10}", "\\d{6}~\\d{4}")
                            .check(
                                    "weights 2,4,8,5,10,9,7,3,6 mod 11 mod 10, date of birth",
                                    Check.proof(SouthEastEurope::isEgn))
                            .evidence("bg", "егн,единен граждански номер,е.г.н.,егн:")
                            .evidence("en", "egn,civil number,uniform civil number")
                            .source("Закон за гражданската регистрация, чл. 11; ГРАО"),
                    type("bg-lnch", "Bulgarian personal number of a foreigner (LNCh)")
                            .family(Family.NATIONAL_ID, "BG")
                            .format("\\d{10}", "\\d{4}~\\d{3}~\\d{3}")
                            .check(
                                    "weights 21,19,17,13,11,9,7,3,1 mod 10",
                                    Check.proof(
                                            v ->
                                                    v.sum(21, 19, 17, 13, 11, 9, 7, 3, 1) % 10
                                                            == v.digit(9)))
                            .levels(Levels.EVIDENCE_ONLY)
                            .evidence("bg", "лнч,личен номер на чужденец,личен номер")
                            .evidence("en", "lnch,foreigner,personal number")
                            .source("Закон за чужденците в Република България"),
                    type("hr-oib", "Croatian personal identification number (OIB)")
                            .family(Family.NATIONAL_ID, "HR")
                            .format("\\d{11}")
                            .check(
                                    "ISO 7064 MOD 11,10",
                                    Check.proof(v -> Iso7064.isMod1110(v, 0, 11)))
                            .evidence(
                                    "hr",
                                    "oib,osobni identifikacijski broj,osobnog identifikacijskog")
                            .evidence("en", "oib,personal identification number,tax number")
                            .source("Zakon o osobnom identifikacijskom broju (NN 60/08)"),
                    type("hr-id-card", "Croatian identity card or passport number")
                            .family(Family.TRAVEL_DOCUMENT, "HR")
                            .formatWithEvidence("\\d{9}")
                            .evidence(
                                    "hr",
                                    "osobna iskaznica,broj osobne,putovnica,broj putovnice,osobne iskaznice")
                            .evidence("en", "identity card,id card,passport")
                            .source("Zakon o osobnoj iskaznici; ICAO Doc 9303 part 4"),
                    type("rs-jmbg", "Unique master citizen number (JMBG)")
                            .family(Family.NATIONAL_ID, "RS", "BA", "ME", "MK", "HR")
                            .format("\\d{13}")
                            .check(
                                    "weights 7 to 2 twice, mod 11, date of birth",
                                    Check.proof(SouthEastEurope::isJmbg))
                            .evidence(
                                    "sr",
                                    "jmbg,јмбг,jedinstveni matični broj,матични број,"
                                            + "јединствени матични број,matični broj")
                            .evidence("hr", "jmbg,matični broj građana")
                            .evidence("bs", "jmbg,matični broj")
                            .evidence("mk", "ембг,матичен број,единствен матичен број")
                            .evidence("en", "jmbg,master citizen number")
                            .source("Zakon o jedinstvenom matičnom broju građana (SFRJ 58/76)"),
                    type("rs-pib", "Serbian tax number (PIB)")
                            .family(Family.TAX_ID, "RS")
                            .format("[1-9]\\d{8}")
                            .check(
                                    "ISO 7064 MOD 11,10",
                                    Check.proof(v -> Iso7064.isMod1110(v, 0, 9)))
                            .levels(Levels.EVIDENCE_ONLY)
                            .evidence(
                                    "sr",
                                    "pib,пиб,poreski identifikacioni broj,порески идентификациони")
                            .evidence("en", "tax number,tax id,pib")
                            .source("Zakon o poreskom postupku i poreskoj administraciji"),
                    type("tr-tckn", "Turkish identification number (T.C. Kimlik No)")
                            .family(Family.NATIONAL_ID, "TR")
                            .format("[1-9]\\d{10}")
                            .check("two check digits", Check.proof(SouthEastEurope::isTckn))
                            .evidence(
                                    "tr",
                                    "tc kimlik,t.c. kimlik,kimlik no,kimlik numarası,tckn,tc no,"
                                            + "vatandaşlık numarası,kimlik")
                            .evidence("en", "turkish id,identification number,tckn")
                            .source("5490 sayılı Nüfus Hizmetleri Kanunu; NVİ, algoritma"),
                    type("tr-vkn", "Turkish tax number (VKN)")
                            .family(Family.TAX_ID, "TR")
                            .format("\\d{10}", "\\d{3}~\\d{3}~\\d{4}")
                            .check("powers of two mod 9", Check.proof(SouthEastEurope::isVkn))
                            .evidence(
                                    "tr",
                                    "vkn,vergi kimlik,vergi kimlik numarası,vergi no,vergi numarası,"
                                            + "vergi dairesi")
                            .evidence("en", "tax number,tax id")
                            .source("213 sayılı Vergi Usul Kanunu; GİB, algoritma"),
                    type("tr-passport", "Turkish passport number")
                            .family(Family.TRAVEL_DOCUMENT, "TR")
                            .formatWithEvidence("\\l\\d{8}")
                            .evidence("tr", "pasaport,pasaport no,pasaport numarası")
                            .evidence("en", "passport,passport number,passport no")
                            .source("5682 sayılı Pasaport Kanunu; ICAO Doc 9303 part 4"));

    private SouthEastEurope() {}

    private static boolean isCnp(Value v) {
        int check = v.sum(2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9) % 11;
        return Value.isDay(v.number(1, 3), v.number(3, 5), v.number(5, 7))
                && isCounty(v.number(7, 9))
                && (check == 10 ? 1 : check) == v.digit(12);
    }

    private static boolean isCounty(long code) {
        return (code >= 1 && code <= 52) || code == 70 || (code >= 80 && code <= 83);
    }

    /** Births before 1900 have 20 added to the month, from 2000 on 40. */
    static boolean isEgn(Value v) {
        long month = v.number(2, 4) % 20;
        return v.number(2, 4) <= 52
                && Value.isDay(v.number(0, 2), month, v.number(4, 6))
                && v.sum(2, 4, 8, 5, 10, 9, 7, 3, 6) % 11 % 10 == v.digit(9);
    }

    /** Day, month, three digits of the year, region, serial number, check digit. */
    static boolean isJmbg(Value v) {
        int check = 11 - v.sum(7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
        long year = v.number(4, 7);
        return (year >= 850 || year < 100)
                && Value.isDate(
                        year < 100 ? 2000 + year : 1000 + year, v.number(2, 4), v.number(0, 2))
                && (check > 9 ? 0 : check) == v.digit(12);
    }

    private static boolean isTckn(Value v) {
        int odd = v.digit(0) + v.digit(2) + v.digit(4) + v.digit(6) + v.digit(8);
        int even = v.digit(1) + v.digit(3) + v.digit(5) + v.digit(7);
        return Math.floorMod(odd * 7 - even, 10) == v.digit(9)
                && (odd + even + v.digit(9)) % 10 == v.digit(10);
    }

    private static boolean isVkn(Value v) {
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            int shifted = (v.digit(i) + 9 - i) % 10;
            int power = (shifted << (9 - i)) % 9;
            sum += shifted != 0 && power == 0 ? 9 : power;
        }
        return (10 - sum % 10) % 10 == v.digit(9);
    }
}
