package org.signet.classification.types.catalog;

import static org.signet.classification.types.SensitiveType.type;

import org.signet.classification.types.Check;
import org.signet.classification.types.Family;
import org.signet.classification.types.Fit;
import org.signet.classification.types.SensitiveType;
import org.signet.classification.types.Value;
import org.signet.classification.types.checksum.Luhn;

import java.util.List;

/** Numbers of Sweden, Norway, Denmark, Finland, Iceland, Estonia, Latvia and Lithuania. */
final class NordicAndBaltic {
    static final List<SensitiveType> TYPES =
            List.of(
                    type("se-personnummer", "Swedish personal identity number")
                            .family(Family.NATIONAL_ID, "SE")
                            .format(
                                    "\\d{6}~\\d{4}",
                                    "\\d{8}~\\d{4}", "\\d{6}+\\d{4}", "\\d{8}+\\d{4}")
                            .check(
                                    "Luhn, date of birth",
                                    Check.proof(NordicAndBaltic::isPersonnummer))
                            .evidence(
                                    "sv",
                                    "personnummer,personnr,pers.nr,persnr,samordningsnummer,personbeteckning,"
                                            + "födelsenummer,skatteverket")
                            .evidence("en", "personal identity number,personal number,personnummer")
                            .source("Folkbokföringslag (1991:481) 18 §; Skatteverket SKV 704"),
                    type("se-organisationsnummer", "Swedish organisation number")
                            .family(Family.TAX_ID, "SE")
                            .format(
                                    "[1-35-9]\\d[2-9]\\d{3}~\\d{4}",
                                    "16[1-35-9]\\d[2-9]\\d{3}~\\d{4}")
                            .check(
                                    "Luhn",
                                    Check.proof(v -> Luhn.isValid(v, v.length() - 10, v.length())))
                            .evidence(
                                    "sv",
                                    "organisationsnummer,org.nr,orgnr,org nr,org.nummer,momsreg,bolagsverket")
                            .evidence("en", "organisation number,company number")
                            .source("Lag (1974:174) om identitetsbeteckning; Skatteverket SKV 709"),
                    type("se-passport", "Swedish passport number")
                            .family(Family.TRAVEL_DOCUMENT, "SE")
                            .formatWithEvidence("\\l{2}\\d{6}", "\\d{8}")
                            .evidence("sv", "pass,passnummer,pass nr")
                            .evidence("en", "passport,passport number,passport no")
                            .source("Polismyndigheten; ICAO Doc 9303 part 4"),
                    type("no-fodselsnummer", "Norwegian national identity number")
                            .family(Family.NATIONAL_ID, "NO")
                            .format("\\d{6}~\\d{5}")
                            .check(
                                    "two digits mod 11, date of birth",
                                    Check.proof(NordicAndBaltic::isFodselsnummer))
                            .evidence(
                                    "nb",
                                    "fødselsnummer,fødselsnr,personnummer,fnr,d-nummer,f.nr,personnr")
                            .evidence("nn", "fødselsnummer,personnummer")
                            .evidence("en", "national identity number,birth number,personal number")
                            .source("Folkeregisterforskriften § 2-2-1; Skatteetaten"),
                    type("no-organisasjonsnummer", "Norwegian organisation number")
                            .family(Family.TAX_ID, "NO")
                            .format("[89]\\d{8}(~MVA)?", "[89]\\d{2}~\\d{3}~\\d{3}(~MVA)?")
                            .check(
                                    "weights 3,2,7,6,5,4,3,2 mod 11",
                                    Check.proof(NordicAndBaltic::isOrganisasjonsnummer))
                            .evidence(
                                    "nb",
                                    "organisasjonsnummer,org.nr,orgnr,org nr,org.nummer,mva,"
                                            + "foretaksregisteret")
                            .evidence("en", "organisation number,company number")
                            .source("Enhetsregisterloven; Brønnøysundregistrene, kontrollsiffer"),
                    type("no-passport", "Norwegian passport number")
                            .family(Family.TRAVEL_DOCUMENT, "NO")
                            .formatWithEvidence("\\l{3}\\d{6}", "\\d{8}")
                            .evidence("nb", "pass,passnummer,passnr")
                            .evidence("en", "passport,passport number,passport no")
                            .source("Politiet; ICAO Doc 9303 part 4"),
                    type("dk-cpr", "Danish personal identification number (CPR)")
                            .family(Family.NATIONAL_ID, "DK")
                            .format("\\d{6}~\\d{4}")
                            .check(
                                    "weights 4,3,2,7,6,5,4,3,2,1 mod 11, date of birth; numbers of 1 January may lack it",
                                    NordicAndBaltic::cpr)
                            .evidence(
                                    "da",
                                    "cpr,cpr-nummer,cpr-nr,cpr nr,personnummer,cprnr,cpr-nr.,fødselsnummer")
                            .evidence("en", "cpr,personal identification number")
                            .source(
                                    "CPR-loven § 3; CPR-kontoret, Personnumre uden kontrolciffer (modulus 11)"),
                    type("dk-passport", "Danish passport number")
                            .family(Family.TRAVEL_DOCUMENT, "DK")
                            .formatWithEvidence("\\d{9}")
                            .evidence("da", "pas,pasnummer,pas nr")
                            .evidence("en", "passport,passport number,passport no")
                            .source("Politiet; ICAO Doc 9303 part 4"),
                    type("fi-hetu", "Finnish personal identity code")
                            .family(Family.NATIONAL_ID, "FI")
                            .format("\\d{6}[-+ABCDEFUVWXY]\\d{3}[0-9A-FHJ-NPR-Y]")
                            .check("mod 31, date of birth", Check.proof(NordicAndBaltic::isHetu))
                            .evidence(
                                    "fi",
                                    "henkilötunnus,hetu,henkilötunnuksen,henkilötunnukseni,"
                                            + "sosiaaliturvatunnus,sotu,syntymäaika")
                            .evidence("sv", "personbeteckning,personsignum,personnummer")
                            .evidence("en", "personal identity code,identity code")
                            .source(
                                    "Laki väestötietojärjestelmästä 661/2009 11 §; Valtioneuvoston asetus "
                                            + "690/2022"),
                    type("fi-passport", "Finnish passport number")
                            .family(Family.TRAVEL_DOCUMENT, "FI")
                            .formatWithEvidence("\\l{2}\\d{7}")
                            .evidence("fi", "passi,passin numero,passinumero")
                            .evidence("sv", "pass,passnummer")
                            .evidence("en", "passport,passport number,passport no")
                            .source("Poliisi; ICAO Doc 9303 part 4"),
                    type("is-kennitala", "Icelandic identification number")
                            .family(Family.NATIONAL_ID, "IS")
                            .format("\\d{6}~\\d{4}")
                            .check(
                                    "weights 3,2,7,6,5,4,3,2 mod 11, date",
                                    Check.proof(NordicAndBaltic::isKennitala))
                            .evidence("is", "kennitala,kt.,kt,kennitölu")
                            .evidence("en", "kennitala,identification number")
                            .source("Lög 140/2019 um skráningu einstaklinga; Þjóðskrá"),
                    type("ee-isikukood", "Estonian personal identification code")
                            .family(Family.NATIONAL_ID, "EE")
                            .format("[1-8]\\d{10}")
                            .check(
                                    "two rounds of weights mod 11, date of birth",
                                    Check.proof(NordicAndBaltic::isBalticCode))
                            .evidence("et", "isikukood,isikukoodi,ik,isikut tõendav")
                            .evidence("ru", "исикукоод,личный код")
                            .evidence("en", "personal identification code,personal code,isikukood")
                            .source("Rahvastikuregistri seadus § 38; EVS 585:2007"),
                    type("lt-asmens-kodas", "Lithuanian personal code")
                            .family(Family.NATIONAL_ID, "LT")
                            .format("[1-69]\\d{10}")
                            .check(
                                    "two rounds of weights mod 11, date of birth",
                                    Check.proof(NordicAndBaltic::isBalticCode))
                            .evidence(
                                    "lt",
                                    "asmens kodas,asmens kodą,asmens kodo,a.k.,asmens dokumentas")
                            .evidence("en", "personal code,personal identification")
                            .source("Gyventojų registro įstatymas; VRM, asmens kodo struktūra"),
                    type("lv-personas-kods", "Latvian personal code")
                            .family(Family.NATIONAL_ID, "LV")
                            .format("\\d{6}~\\d{5}")
                            .check(
                                    "weights 1,6,3,7,9,10,5,8,4,2 mod 11 (numbers from 32 on: none), date of birth",
                                    NordicAndBaltic::latvian)
                            .evidence(
                                    "lv",
                                    "personas kods,personas kodu,personas koda,p.k.,pers. kods")
                            .evidence("ru", "персональный код")
                            .evidence("en", "personal code,personal identification")
                            .source("Fizisko personu reģistra likums; PMLP, personas kods"));

    private NordicAndBaltic() {}

    private static boolean isPersonnummer(Value v) {
        int from = v.length() - 10;
        long century = v.length() == 12 ? v.number(0, 2) : 19;
        long day = v.number(from + 4, from + 6);
        return century >= 18
                && century <= 20
                && Value.isDay(
                        v.number(from, from + 2),
                        v.number(from + 2, from + 4),
                        day > 60 ? day - 60 : day)
                && Luhn.isValid(v, from, v.length());
    }

    /** D numbers have 40 added to the day, synthetic ones 40 or 80 to the month. */
    private static boolean isFodselsnummer(Value v) {
        long month = v.number(2, 4) % 40;
        long day = v.number(0, 2) % 40;
        return Value.isDay(v.number(4, 6), month, day)
                && v.sum(3, 7, 6, 1, 8, 9, 4, 5, 2, 1) % 11 == 0
                && v.sum(5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
    }

    private static boolean isOrganisasjonsnummer(Value v) {
        return v.sum(3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
    }

    /** Since 2007 numbers without the check are given out, so far for births on 1 January only. */
    private static Fit cpr(Value v) {
        if (!Value.isDay(v.number(4, 6), v.number(2, 4), v.number(0, 2))) {
            return Fit.NO;
        }
        if (v.sum(4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0) {
            return Fit.CERTAIN;
        }
        return Fit.possible(v.number(0, 4) == 101);
    }

    private static boolean isHetu(Value v) {
        int last = v.length() - 1;
        long number = v.number(0, 6) * 1000 + v.number(last - 3, last);
        return Value.isDay(v.number(4, 6), v.number(2, 4), v.number(0, 2))
                && v.number(last - 3, last) >= 2
                && "0123456789ABCDEFHJKLMNPRSTUVWXY".charAt((int) (number % 31)) == v.charAt(last);
    }

    /** The ninth digit is the check, the tenth the century; organisations add 40 to the day. */
    private static boolean isKennitala(Value v) {
        long day = v.number(0, 2);
        boolean dated = Value.isDay(v.number(4, 6), v.number(2, 4), day > 40 ? day - 40 : day);
        boolean century = v.digit(9) == 0 || v.digit(9) >= 8;
        return dated && century && v.sum(3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
    }

    private static boolean isBalticCode(Value v) {
        int check = v.sum(1, 2, 3, 4, 5, 6, 7, 8, 9, 1) % 11;
        if (check == 10) {
            check = v.sum(3, 4, 5, 6, 7, 8, 9, 1, 2, 3) % 11 % 10;
        }
        boolean born =
                v.digit(0) == 9 || Value.isDay(v.number(1, 3), v.number(3, 5), v.number(5, 7));
        return born && check == v.digit(10);
    }

    private static Fit latvian(Value v) {
        if (v.digit(0) == 3 && v.digit(1) >= 2) {
            return Fit.PLAUSIBLE;
        }
        boolean born =
                v.digit(6) <= 2 && Value.isDay(v.number(4, 6), v.number(2, 4), v.number(0, 2));
        int check = 1 + v.sum(10, 5, 8, 4, 2, 1, 6, 3, 7, 9);
        return Fit.proven(born && check % 11 % 10 == v.digit(10));
    }
}
