package org.signet.classification.types.catalog;

import static org.signet.classification.types.SensitiveType.type;

import org.signet.classification.types.Check;
import org.signet.classification.types.Family;
import org.signet.classification.types.Rank;
import org.signet.classification.types.SensitiveType;
import org.signet.classification.types.Value;
import org.signet.classification.types.checksum.Luhn;
import org.signet.classification.types.checksum.Verhoeff;

import java.util.List;

/** Numbers of France, Belgium, the Netherlands and Luxembourg. */
final class FranceAndBenelux {
    static final List<SensitiveType> TYPES =
            List.of(
                    type("fr-nir", "French social security number (NIR)")
                            .family(Family.NATIONAL_ID, "FR")
                            .rank(Rank.CARD)
                            .format("[1-478]~\\d{2}~\\d{2}~(\\d{2}|2A|2B)~\\d{3}~\\d{3}~\\d{2}")
                            .check("97 minus the rest by 97", Check.proof(FranceAndBenelux::isNir))
                            .evidence(
                                    "fr",
                                    "nir,sécurité sociale,numéro de sécurité sociale,numéro de sécu,n° sécu,"
                                            + "n° de sécurité sociale,carte vitale,insee,assuré social")
                            .evidence("en", "social security,insee")
                            .source("Décret 82-103; INSEE, Numéro d'inscription au répertoire"),
                    type("fr-spi", "French tax number (numéro fiscal, SPI)")
                            .family(Family.TAX_ID, "FR")
                            .format("[0-3]\\d~\\d{2}~\\d{3}~\\d{3}~\\d{3}")
                            .check(
                                    "first ten digits mod 511",
                                    Check.proof(v -> v.number(0, 10) % 511 == v.number(10, 13)))
                            .evidence(
                                    "fr",
                                    "numéro fiscal,n° fiscal,numéro fiscal de référence,spi,impôts,"
                                            + "avis d'imposition,référence fiscale,déclarant")
                            .evidence("en", "tax number,tax identification,tin")
                            .source("DGFiP; European Commission, TIN structure FR"),
                    type("fr-siren", "French enterprise number (SIREN)")
                            .family(Family.TAX_ID, "FR")
                            .format("\\d{3}~\\d{3}~\\d{3}")
                            .check("Luhn", Check.proof(v -> Luhn.isValid(v)))
                            .evidence(
                                    "fr",
                                    "siren,n° siren,numéro siren,rcs,r.c.s.,registre du commerce")
                            .source("Code de commerce R123-221; INSEE, numéro SIREN"),
                    type("fr-siret", "French establishment number (SIRET)")
                            .family(Family.TAX_ID, "FR")
                            .rank(Rank.CARD)
                            .format("\\d{3}~\\d{3}~\\d{3}~\\d{5}")
                            .check(
                                    "Luhn, for number and establishment",
                                    Check.proof(v -> Luhn.isValid(v, 0, 9) && Luhn.isValid(v)))
                            .evidence("fr", "siret,n° siret,numéro siret,siège social")
                            .source("Code de commerce R123-221; INSEE, numéro SIRET"),
                    type("fr-id-card", "French identity card number")
                            .family(Family.NATIONAL_ID, "FR")
                            .formatWithEvidence("\\d{12}", "\\w{9}")
                            .range(v -> v.isNumber(0) || FranceAndBenelux.holdsBoth(v))
                            .evidence(
                                    "fr",
                                    "carte d'identité,carte nationale d'identité,cni,cnie,"
                                            + "numéro de carte d'identité,pièce d'identité")
                            .evidence("en", "french identity card,id card,identity card")
                            .source("Décret 55-1397; ANTS, carte nationale d'identité"),
                    type("fr-passport", "French passport number")
                            .family(Family.TRAVEL_DOCUMENT, "FR")
                            .formatWithEvidence("\\d{2}\\l{2}\\d{5}")
                            .evidence(
                                    "fr",
                                    "passeport,numéro de passeport,n° de passeport,passeport n°")
                            .evidence("en", "passport,passport number,passport no")
                            .source("Décret 2005-1726; ICAO Doc 9303 part 4"),
                    type("fr-driving-licence", "French driving licence number")
                            .family(Family.LICENCE, "FR")
                            .formatWithEvidence("\\d{12}", "\\d{2}\\l{2}\\d{5}")
                            .evidence(
                                    "fr",
                                    "permis de conduire,numéro de permis,n° de permis,permis n°")
                            .evidence("en", "driving licence,driver's license,driving license")
                            .source("Arrêté du 20 avril 2012, permis de conduire"),
                    type("be-nn", "Belgian national register number")
                            .family(Family.NATIONAL_ID, "BE")
                            .format(
                                    "\\d{2}~\\d{2}~\\d{2}~\\d{3}~\\d{2}",
                                    "\\d{6}-\\d{3}.\\d{2}", "\\d{2}.\\d{2}.\\d{2}-\\d{3}.\\d{2}")
                            .check(
                                    "97 minus the rest by 97, date of birth",
                                    Check.proof(FranceAndBenelux::isNationalNumber))
                            .evidence(
                                    "nl",
                                    "rijksregisternummer,rijksregister,insz,identificatienummer,"
                                            + "nationaal nummer,rrn")
                            .evidence(
                                    "fr",
                                    "numéro national,registre national,niss,numéro de registre national,"
                                            + "n° national")
                            .evidence("de", "nationalregisternummer,nationalregister")
                            .evidence("en", "national number,national register,social security")
                            .source("Arrêté royal du 3 avril 1984; RN/RR, general instructions"),
                    type("be-id-card", "Belgian identity card number")
                            .family(Family.NATIONAL_ID, "BE")
                            .format("\\d{3}~\\d{7}~\\d{2}")
                            .check(
                                    "rest by 97",
                                    Check.proof(
                                            v ->
                                                    FranceAndBenelux.belgianRest(v.number(0, 10))
                                                            == v.number(10, 12)))
                            .evidence(
                                    "nl", "identiteitskaart,kaartnummer,identiteitskaartnummer,eid")
                            .evidence("fr", "carte d'identité,numéro de carte,carte eid")
                            .evidence("en", "identity card,id card,eid")
                            .source("Arrêté royal du 25 mars 2003, cartes d'identité"),
                    type("be-passport", "Belgian passport number")
                            .family(Family.TRAVEL_DOCUMENT, "BE")
                            .formatWithEvidence("\\l{2}\\d{6}")
                            .evidence("nl", "paspoort,paspoortnummer,reispas")
                            .evidence("fr", "passeport,numéro de passeport")
                            .evidence("de", "reisepass")
                            .evidence("en", "passport,passport number,passport no")
                            .source("SPF Affaires étrangères; ICAO Doc 9303 part 4"),
                    type("nl-bsn", "Dutch citizen service number (BSN)")
                            .family(Family.NATIONAL_ID, "NL")
                            .format("\\d{9}", "\\d{4}~\\d{2}~\\d{3}", "\\d{3}~\\d{3}~\\d{3}")
                            .check(
                                    "weights 9 to 2 and -1, mod 11",
                                    Check.proof(v -> v.sum(9, 8, 7, 6, 5, 4, 3, 2, -1) % 11 == 0))
                            .evidence(
                                    "nl",
                                    "bsn,burgerservicenummer,bsn-nummer,sofinummer,sofi-nummer,sofi,"
                                            + "persoonsnummer,burgerservice")
                            .evidence("en", "bsn,citizen service number")
                            .source("Besluit burgerservicenummer; RvIG, elfproef"),
                    type("nl-id-card", "Dutch passport or identity card number")
                            .family(Family.TRAVEL_DOCUMENT, "NL")
                            .formatWithEvidence("\\l{2}\\w{6}\\d")
                            .range(v -> v.toString().indexOf('O') < 0)
                            .evidence(
                                    "nl",
                                    "paspoort,paspoortnummer,identiteitskaart,documentnummer,id-kaart,"
                                            + "rijbewijs,nummer identiteitskaart")
                            .evidence(
                                    "en", "passport,passport number,identity card,document number")
                            .source("RvIG, documentnummer; Paspoortuitvoeringsregeling"),
                    type("nl-driving-licence", "Dutch driving licence number")
                            .family(Family.LICENCE, "NL")
                            .formatWithEvidence("\\d{10}")
                            .evidence("nl", "rijbewijs,rijbewijsnummer")
                            .evidence("en", "driving licence,driving license,driver's license")
                            .source("RDW, rijbewijsnummer"),
                    type("lu-matricule", "Luxembourg national identification number")
                            .family(Family.NATIONAL_ID, "LU")
                            .format(
                                    "\\d{4}~\\d{2}~\\d{2}~\\d{5}",
                                    "\\d{8}~\\d{5}", "\\d{4}~\\d{4}~\\d{5}")
                            .check(
                                    "Luhn and Verhoeff, date of birth",
                                    Check.proof(FranceAndBenelux::isMatricule))
                            .evidence(
                                    "fr",
                                    "matricule,numéro d'identification,numéro de matricule,numéro national")
                            .evidence(
                                    "de",
                                    "matrikel,matrikelnummer,sozialversicherungsnummer,identifikationsnummer")
                            .evidence("lb", "matricule,matricule nummer")
                            .evidence("en", "national identification,social security")
                            .source("Loi du 19 juin 2013; CCSS, structure of the number"));

    private FranceAndBenelux() {}

    private static boolean isNir(Value v) {
        long corsica = v.charAt(6) == 'A' ? 1_000_000 : v.charAt(6) == 'B' ? 2_000_000 : 0;
        long number = v.number(0, 6) * 10 + (corsica == 0 ? v.digit(6) : 0);
        number = number * 1_000_000 + v.number(7, 13) - corsica;
        long month = v.number(3, 5);
        boolean born = month >= 1 && (month <= 12 || (month >= 20 && month <= 42) || month >= 50);
        return born && 97 - number % 97 == v.number(13, 15);
    }

    private static boolean holdsBoth(Value v) {
        int digits = 0;
        for (int i = 0; i < v.length(); i++) {
            digits += v.isDigit(i) ? 1 : 0;
        }
        return digits > 1 && digits < v.length();
    }

    /** The number as it is for births before 2000, or with a 2 before it for later ones. */
    private static boolean isNationalNumber(Value v) {
        long month = v.number(2, 4);
        month -= month >= 40 ? 40 : month >= 20 ? 20 : 0;
        boolean born = month <= 12 && v.number(4, 6) <= 31;
        long number = v.number(0, 9);
        long check = v.number(9, 11);
        return born && (97 - number % 97 == check || 97 - (2_000_000_000L + number) % 97 == check);
    }

    private static long belgianRest(long number) {
        return number % 97 == 0 ? 97 : number % 97;
    }

    private static boolean isMatricule(Value v) {
        return Value.isDate(v.number(0, 4), v.number(4, 6), v.number(6, 8))
                && Luhn.isValid(v, 0, 12)
                && Verhoeff.isValid("" + v.subSequence(0, 11) + v.charAt(12), 0, 12);
    }
}
