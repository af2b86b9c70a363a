package org.signet.classification.types.catalog;

import static org.signet.classification.types.SensitiveType.type;

import org.signet.classification.types.Check;
import org.signet.classification.types.Family;
import org.signet.classification.types.Rank;
import org.signet.classification.types.SensitiveType;
import org.signet.classification.types.Value;
import org.signet.classification.types.checksum.Luhn;

import java.util.List;

/** Numbers of Italy, Spain, Portugal, Greece, Cyprus and Malta. */
final class SouthernEurope {
    static final List<SensitiveType> TYPES =
            List.of(
                    type("it-codice-fiscale", "Italian fiscal code (codice fiscale)")
                            .family(Family.TAX_ID, "IT")
                            .rank(Rank.CARD)
                            .format(
                                    "\\l{3}~\\l{3}~[0-9LMNPQRSTUV]{2}\\l[0-9LMNPQRSTUV]{2}~\\l[0-9LMNPQRSTUV]{3}\\l")
                            .check(
                                    "odd and even tables mod 26, date of birth",
                                    Check.proof(SouthernEurope::isFiscalCode))
                            .evidence(
                                    "it",
                                    "codice fiscale,cod. fiscale,cod fiscale,c.f.,cf,tessera sanitaria,"
                                            + "codice fisc")
                            .evidence("en", "fiscal code,tax code,tax id")
                            .source(
                                    "Decreto MEF 23 dicembre 1976, n. 345/3; Agenzia delle Entrate"),
                    type("it-partita-iva", "Italian VAT number (partita IVA)")
                            .family(Family.TAX_ID, "IT")
                            .format("\\d{11}")
                            .check("Luhn", Check.proof(SouthernEurope::isPartitaIva))
                            .evidence(
                                    "it",
                                    "partita iva,p. iva,p.iva,partita i.v.a.,piva,p iva,codice fiscale")
                            .evidence("en", "vat,vat number")
                            .source("DPR 633/1972 art. 35; Agenzia delle Entrate, check digit"),
                    type("it-id-card", "Italian identity card number (CIE)")
                            .family(Family.NATIONAL_ID, "IT")
                            .formatWithEvidence("C\\l\\d{5}\\l{2}", "\\l{2}\\d{7}")
                            .evidence(
                                    "it",
                                    "carta d'identità,carta di identità,carta identità,cie,"
                                            + "documento d'identità,numero carta")
                            .evidence("en", "identity card,id card")
                            .source("Decreto Ministero dell'Interno 23 dicembre 2015 (CIE)"),
                    type("it-passport", "Italian passport number")
                            .family(Family.TRAVEL_DOCUMENT, "IT")
                            .formatWithEvidence("\\l{2}\\d{7}", "\\l\\d{6}")
                            .evidence(
                                    "it",
                                    "passaporto,numero passaporto,numero di passaporto,passaporto n")
                            .evidence("en", "passport,passport number,passport no")
                            .source("Polizia di Stato; ICAO Doc 9303 part 4"),
                    type("it-driving-licence", "Italian driving licence number")
                            .family(Family.LICENCE, "IT")
                            .formatWithEvidence("\\l{2}\\d{7}\\l", "U1\\w{7}\\l")
                            .evidence(
                                    "it",
                                    "patente,patente di guida,numero patente,patente guida,n. patente")
                            .evidence("en", "driving licence,driver's license,driving license")
                            .source("Codice della strada; Ministero delle Infrastrutture"),
                    type("es-dni", "Spanish national identity number (DNI)")
                            .family(Family.NATIONAL_ID, "ES")
                            .format(
                                    "\\d{8}~[A-Z]",
                                    "\\d{2}~\\d{3}~\\d{3}~[A-Z]", "\\d{2}.\\d{3}.\\d{3}-[A-Z]")
                            .check(
                                    "letter mod 23",
                                    Check.proof(
                                            v ->
                                                    SouthernEurope.isSpanishLetter(
                                                            v.number(0, 8), v.charAt(8))))
                            .evidence(
                                    "es",
                                    "dni,nif,documento nacional de identidad,número de dni,d.n.i.,n.i.f.,"
                                            + "documento de identidad,identificación fiscal")
                            .evidence("ca", "dni,document nacional d'identitat")
                            .evidence("en", "dni,national identity,tax id")
                            .source(
                                    "Real Decreto 1553/2005; Ministerio del Interior,"
                                            + " cálculo del dígito de control"),
                    type("es-nie", "Spanish foreigner's identity number (NIE)")
                            .family(Family.NATIONAL_ID, "ES")
                            .format("[XYZ]~\\d{7}~[A-Z]")
                            .check("letter mod 23", Check.proof(SouthernEurope::isNie))
                            .evidence(
                                    "es",
                                    "nie,n.i.e.,número de identidad de extranjero,identidad de extranjero,"
                                            + "extranjero,nif,tarjeta de residencia")
                            .evidence("en", "nie,foreigner,tax id")
                            .source(
                                    "Orden INT/2058/2008; Ministerio del Interior,"
                                            + " cálculo del dígito de control"),
                    type("es-cif", "Spanish company tax number (CIF)")
                            .family(Family.TAX_ID, "ES")
                            .format("[ABCDEFGHJNPQRSUVW]~\\d{7}~[A-J0-9]")
                            .check(
                                    "Luhn, digit or letter by kind",
                                    Check.proof(SouthernEurope::isCif))
                            .evidence(
                                    "es",
                                    "cif,nif,c.i.f.,código de identificación fiscal,identificación fiscal,"
                                            + "razón social")
                            .evidence("en", "tax id,vat")
                            .source("Orden EHA/451/2008; Decreto 2423/1975"),
                    type("es-nuss", "Spanish social security number")
                            .family(Family.NATIONAL_ID, "ES")
                            .format(
                                    "\\d{2}~\\d{8}~\\d{2}",
                                    "\\d{2}~\\d{7}~\\d{2}", "\\d{2}/\\d{7,8}/\\d{2}")
                            .check("rest by 97", Check.proof(SouthernEurope::isSocialSecurity))
                            .evidence(
                                    "es",
                                    "seguridad social,número de la seguridad social,nuss,naf,"
                                            + "número de afiliación,n.s.s.,nss,afiliación")
                            .evidence("en", "social security")
                            .source(
                                    "Tesorería General de la Seguridad Social, número de afiliación"),
                    type("es-passport", "Spanish passport number")
                            .family(Family.TRAVEL_DOCUMENT, "ES")
                            .formatWithEvidence("\\l{2,3}\\d{6}")
                            .evidence("es", "pasaporte,número de pasaporte,n.º de pasaporte")
                            .evidence("en", "passport,passport number,passport no")
                            .source("Real Decreto 411/2014; ICAO Doc 9303 part 4"),
                    type("pt-nif", "Portuguese tax number (NIF)")
                            .family(Family.TAX_ID, "PT")
                            .format("[1-9]\\d{2}~\\d{3}~\\d{3}")
                            .check(
                                    "weights 9 to 2, mod 11",
                                    Check.proof(SouthernEurope::isPortugueseTax))
                            .evidence(
                                    "pt",
                                    "nif,contribuinte,número de contribuinte,número de identificação fiscal,"
                                            + "nipc,n.º de contribuinte,identificação fiscal,finanças")
                            .evidence("en", "tax number,tax id,nif")
                            .source("Decreto-Lei 14/2013; Portaria 271/1987"),
                    type("pt-cc", "Portuguese citizen card number (cartão de cidadão)")
                            .family(Family.NATIONAL_ID, "PT")
                            .format("\\d{8}~\\d~\\w{2}\\d")
                            .check(
                                    "Luhn over digits and letters",
                                    Check.proof(SouthernEurope::isCitizenCard))
                            .evidence(
                                    "pt",
                                    "cartão de cidadão,cartão do cidadão,cc,documento de identificação,"
                                            + "bilhete de identidade,n.º de identificação civil")
                            .evidence("en", "citizen card,identity card")
                            .source(
                                    "Autenticação.gov, Validação de número de documento do cartão de cidadão"),
                    type("pt-niss", "Portuguese social security number (NISS)")
                            .family(Family.NATIONAL_ID, "PT")
                            .format(
                                    "[12]\\d{10}",
                                    "[12]\\d{2}~\\d{4}~\\d{4}",
                                    "[12]\\d{2}~\\d{3}~\\d{3}~\\d{2}")
                            .check(
                                    "prime weights, mod 10",
                                    Check.proof(
                                            v ->
                                                    9
                                                                    - v.sum(
                                                                                    29, 23, 19, 17,
                                                                                    13, 11, 7, 5, 3,
                                                                                    2)
                                                                            % 10
                                                            == v.digit(10)))
                            .evidence(
                                    "pt",
                                    "niss,segurança social,número de segurança social,"
                                            + "identificação da segurança social")
                            .evidence("en", "social security")
                            .source("Instituto da Segurança Social, NISS"),
                    type("gr-afm", "Greek tax number (AFM)")
                            .family(Family.TAX_ID, "GR")
                            .format("\\d{9}", "\\d{3}~\\d{3}~\\d{3}")
                            .check(
                                    "powers of two, mod 11 mod 10",
                                    Check.proof(SouthernEurope::isAfm))
                            .evidence(
                                    "el",
                                    "αφμ,α.φ.μ.,αριθμός φορολογικού μητρώου,φορολογικού μητρώου,δου,δ.ο.υ.,"
                                            + "εφορία")
                            .evidence("en", "afm,tax number,tax id")
                            .source("ΑΑΔΕ, ΠΟΛ. 1204; European Commission, TIN structure EL"),
                    type("gr-amka", "Greek social security number (AMKA)")
                            .family(Family.NATIONAL_ID, "GR")
                            .format("\\d{11}", "\\d{6}~\\d{5}")
                            .check(
                                    "Luhn, date of birth",
                                    Check.proof(
                                            v ->
                                                    Value.isDay(
                                                                    v.number(4, 6),
                                                                    v.number(2, 4),
                                                                    v.number(0, 2))
                                                            && Luhn.isValid(v)))
                            .evidence(
                                    "el",
                                    "αμκα,α.μ.κ.α.,αριθμός μητρώου κοινωνικής ασφάλισης,κοινωνικής ασφάλισης")
                            .evidence("en", "amka,social security")
                            .source("Ν. 3655/2008; ΗΔΙΚΑ"),
                    type("gr-id-card", "Greek identity card number")
                            .family(Family.NATIONAL_ID, "GR")
                            .formatWithEvidence("\\l{1,2}~\\d{6}")
                            .evidence(
                                    "el",
                                    "ταυτότητα,αριθμός ταυτότητας,δελτίο ταυτότητας,αδτ,α.δ.τ.,αρ. ταυτότητας")
                            .evidence("en", "identity card,id card,adt")
                            .source("Ελληνική Αστυνομία; Council of the EU, PRADO GRC-BO"),
                    type("cy-tic", "Cypriot tax identification code")
                            .family(Family.TAX_ID, "CY")
                            .format("\\d{8}[A-Z]")
                            .check("mod 26", Check.proof(EuropeanVat::isCyprus))
                            .evidence(
                                    "el",
                                    "φπα,αφτ,αριθμός φορολογικής ταυτότητας,αριθμός εγγραφής φπα")
                            .evidence("en", "tic,tax identification,vat number,vat")
                            .source("Cyprus Tax Department; European Commission, TIN structure CY"),
                    type("mt-id-card", "Maltese identity card number")
                            .family(Family.NATIONAL_ID, "MT")
                            .formatWithEvidence("\\d{3,7}[AGHLMPZ]")
                            .evidence("mt", "karta tal-identità,numru tal-karta,identità")
                            .evidence("en", "identity card,id card,id number,id no")
                            .source("Identity Malta; European Commission, TIN structure MT"));

    private SouthernEurope() {}

    private static final String DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final int[] ODD = {
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
    };
    private static final String MONTHS = "ABCDEHLMPRST";
    private static final String REPLACED = "LMNPQRSTUV";

    /** Letters may stand for digits where two people have the same code (omocodia). */
    private static boolean isFiscalCode(Value v) {
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            int value = v.isDigit(i) ? v.digit(i) : v.charAt(i) - 'A';
            sum += i % 2 == 0 ? ODD[value] : value;
        }
        int day = fiscalDigit(v, 9) * 10 + fiscalDigit(v, 10);
        int month = MONTHS.indexOf(v.charAt(8)) + 1;
        return v.charAt(15) == 'A' + sum % 26 && Value.isDay(month, day > 40 ? day - 40 : day);
    }

    private static int fiscalDigit(Value v, int at) {
        return v.isDigit(at) ? v.digit(at) : REPLACED.indexOf(v.charAt(at));
    }

    /** A number of the taxpayer, the province of the tax office, a check digit. */
    static boolean isPartitaIva(Value v) {
        long office = v.number(7, 10);
        boolean exists =
                (office >= 1 && office <= 100)
                        || office == 120
                        || office == 121
                        || office == 888
                        || office == 999;
        return exists && v.number(0, 7) != 0 && Luhn.isValid(v);
    }

    static boolean isSpanishLetter(long number, char letter) {
        return DNI_LETTERS.charAt((int) (number % 23)) == letter;
    }

    static boolean isNie(Value v) {
        return isSpanishLetter((v.charAt(0) - 'X') * 10_000_000L + v.number(1, 8), v.charAt(8));
    }

    /** Whether a kind ends in a digit or a letter is told differently; either is taken. */
    static boolean isCif(Value v) {
        int check = 0;
        for (int digit = 0; digit < 10; digit++) {
            check = Luhn.isValid("" + v.subSequence(1, 8) + digit) ? digit : check;
        }
        return v.isDigit(8) ? v.digit(8) == check : v.charAt(8) == "JABCDEFGHI".charAt(check);
    }

    /** Province, number without leading zeros in the check, check digits. */
    private static boolean isSocialSecurity(Value v) {
        int last = v.length() - 2;
        long number = v.number(2, last);
        long scale = last == 9 || number < 10_000_000 ? 10_000_000L : 100_000_000L;
        long province = v.number(0, 2);
        boolean exists = province >= 1 && (province <= 53 || province == 66);
        return exists && (province * scale + number) % 97 == v.number(last, last + 2);
    }

    static boolean isPortugueseTax(Value v) {
        int check = 11 - v.sum(9, 8, 7, 6, 5, 4, 3, 2) % 11;
        return (check > 9 ? 0 : check) == v.digit(8);
    }

    private static boolean isCitizenCard(Value v) {
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            int value = i % 2 == 0 ? v.digit(i) * 2 : v.digit(i);
            sum += i % 2 == 0 && value > 9 ? value - 9 : value;
        }
        return sum % 10 == 0;
    }

    static boolean isAfm(Value v) {
        return v.number(0, 9) != 0 && v.sum(256, 128, 64, 32, 16, 8, 4, 2) % 11 % 10 == v.digit(8);
    }
}
