package org.signet.classification.types.catalog;

import static org.signet.classification.types.SensitiveType.type;

import org.signet.classification.types.Check;
import org.signet.classification.types.Family;
import org.signet.classification.types.Fit;
import org.signet.classification.types.SensitiveType;
import org.signet.classification.types.Value;
import org.signet.classification.types.checksum.Iso7064;
import org.signet.classification.types.checksum.Luhn;

import java.util.List;
import java.util.function.Predicate;

/**
 * VAT identification numbers of the member states of the European Union, and of their neighbours.
 */
final class EuropeanVat {
    static final List<SensitiveType> TYPES =
            List.of(
                    type("at-vat", "Austrian VAT number")
                            .family(Family.VAT_ID, "AT")
                            .format(
                                    "AT~U\\d(~\\d){7}",
                                    "AT~U\\d(~\\d){1}~\\d(~\\d){2}~\\d(~\\d){2}")
                            .formatWithEvidence("U\\d{8}", "U\\d{2}~\\d{3}~\\d{3}")
                            .check(
                                    "weights 1,2 mod 10",
                                    EuropeanVat.vat("AT", EuropeanVat::isAustria))
                            .evidence(
                                    "de",
                                    "ust-id,ust-idnr,uid,uid-nummer,umsatzsteuer,"
                                            + "umsatzsteuer-identifikationsnummer")
                            .evidence(
                                    "en",
                                    "vat,vat number,vat id,vat no,vat reg,vat registration,tax id,tax number")
                            .source("UStG 1994 art. 28; Directive 2006/112/EC art. 215"),
                    type("be-vat", "Belgian VAT number")
                            .family(Family.VAT_ID, "BE")
                            .format(
                                    "BE~[1-9]\\d(~\\d){7}",
                                    "BE~[01]\\d(~\\d){2}~\\d(~\\d){2}~\\d(~\\d){2}")
                            .formatWithEvidence("[01]\\d{3}~\\d{3}~\\d{3}")
                            .check(
                                    "97 minus the rest by 97",
                                    EuropeanVat.vat("BE", EuropeanVat::isBelgium))
                            .evidence("nl", "btw,btw-nummer,ondernemingsnummer,kbo")
                            .evidence("fr", "tva,numéro de tva,n° tva,numéro d'entreprise,bce")
                            .evidence(
                                    "en",
                                    "vat,vat number,vat id,vat no,vat reg,vat registration,tax id,tax number")
                            .source(
                                    "Code de la TVA art. 50; Arrêté royal du 24 juin 2003; Directive "
                                            + "2006/112/EC art. 215"),
                    type("bg-vat", "Bulgarian VAT number")
                            .family(Family.VAT_ID, "BG")
                            .format("BG~\\d{9,10}")
                            .formatWithEvidence("\\d{9,10}")
                            .check("weights mod 11", EuropeanVat.vat("BG", EuropeanVat::isBulgaria))
                            .evidence("bg", "ддс,ддс номер,еик,булстат,идентификационен номер")
                            .evidence(
                                    "en",
                                    "vat,vat number,vat id,vat no,vat reg,vat registration,tax id,tax number")
                            .source(
                                    "Закон за ДДС чл. 94; Закон за регистър БУЛСТАТ; Directive 2006/112/EC "
                                            + "art. 215"),
                    type("hr-vat", "Croatian VAT number")
                            .family(Family.VAT_ID, "HR")
                            .format("HR~\\d(~\\d){10}")
                            .formatWithEvidence("\\d{11}")
                            .check(
                                    "ISO 7064 MOD 11,10",
                                    EuropeanVat.vat("HR", v -> Iso7064.isMod1110(v, 0, 11)))
                            .evidence("hr", "pdv,pdv id,pdv broj,oib")
                            .evidence(
                                    "en",
                                    "vat,vat number,vat id,vat no,vat reg,vat registration,tax id,tax number")
                            .source("Zakon o PDV-u čl. 77; Directive 2006/112/EC art. 215"),
                    type("cy-vat", "Cypriot VAT number")
                            .family(Family.VAT_ID, "CY")
                            .format("CY~\\d(~\\d){7}\\l")
                            .formatWithEvidence("\\d{8}\\l")
                            .check("mod 26", EuropeanVat.vat("CY", EuropeanVat::isCyprus))
                            .evidence("el", "φπα,αριθμός φπα")
                            .evidence(
                                    "en",
                                    "vat,vat number,vat id,vat no,vat reg,vat registration,tax id,tax number")
                            .source("Cyprus VAT law 95(I)/2000; Directive 2006/112/EC art. 215"),
                    type("cz-vat", "Czech VAT number")
                            .family(Family.VAT_ID, "CZ")
                            .format("CZ~\\d{8,10}")
                            .formatWithEvidence("\\d{8,10}")
                            .check("weights mod 11", EuropeanVat.vat("CZ", EuropeanVat::isCzechia))
                            .evidence("cs", "dič,dic,daňové identifikační číslo,dph")
                            .evidence(
                                    "en",
                                    "vat,vat number,vat id,vat no,vat reg,vat registration,tax id,tax number")
                            .source("Zákon č. 280/2009 Sb. § 130; Directive 2006/112/EC art. 215"),
                    type("dk-vat", "Danish VAT number")
                            .family(Family.VAT_ID, "DK")
                            .format("DK~[1-9]\\d~\\d(~\\d){1}~\\d(~\\d){1}~\\d(~\\d){1}")
                            .formatWithEvidence("[1-9]\\d~\\d{2}~\\d{2}~\\d{2}")
                            .check(
                                    "weights 2,7,6,5,4,3,2 mod 11",
                                    EuropeanVat.vat(
                                            "DK", v -> v.sum(2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0))
                            .evidence(
                                    "da", "cvr,cvr-nummer,cvr-nr,cvr nr,moms,se-nummer,momsnummer")
                            .evidence(
                                    "en",
                                    "vat,vat number,vat id,vat no,vat reg,vat registration,tax id,tax number")
                            .source(
                                    "CVR-loven; Erhvervsstyrelsen, modulus 11; Directive 2006/112/EC art. 215"),
                    type("ee-vat", "Estonian VAT number")
                            .family(Family.VAT_ID, "EE")
                            .format("EE~\\d(~\\d){8}")
                            .formatWithEvidence("\\d{9}")
                            .check(
                                    "weights 3,7,1 mod 10",
                                    EuropeanVat.vat(
                                            "EE", v -> v.sum(3, 7, 1, 3, 7, 1, 3, 7, 1) % 10 == 0))
                            .evidence("et", "kmkr,käibemaksukohustuslase,kmkr nr,käibemaks")
                            .evidence(
                                    "en",
                                    "vat,vat number,vat id,vat no,vat reg,vat registration,tax id,tax number")
                            .source("Käibemaksuseadus § 19; Directive 2006/112/EC art. 215"),
                    type("fi-vat", "Finnish VAT number")
                            .family(Family.VAT_ID, "FI")
                            .format("FI~\\d(~\\d){7}", "FI~\\d(~\\d){6}-\\d")
                            .formatWithEvidence("\\d{8}", "\\d{7}-\\d")
                            .check(
                                    "weights 7,9,10,5,8,4,2 mod 11",
                                    EuropeanVat.vat(
                                            "FI", v -> v.sum(7, 9, 10, 5, 8, 4, 2, 1) % 11 == 0))
                            .evidence("fi", "alv,alv-tunniste,y-tunnus,alv-numero,arvonlisävero")
                            .evidence("sv", "fo-nummer,moms")
                            .evidence(
                                    "en",
                                    "vat,vat number,vat id,vat no,vat reg,vat registration,tax id,tax number")
                            .source(
                                    "Yritys- ja yhteisötietolaki; YTJ,"
                                            + " tarkistusnumero; Directive 2006/112/EC art. 215"),
                    type("fr-vat", "French VAT number")
                            .family(Family.VAT_ID, "FR")
                            .format("FR~\\w{2}~\\d(~\\d){2}~\\d(~\\d){2}~\\d(~\\d){2}")
                            .formatWithEvidence("\\w{2}~\\d{3}~\\d{3}~\\d{3}")
                            .check(
                                    "12 plus 3 times SIREN mod 97",
                                    EuropeanVat.vat("FR", EuropeanVat::isFrance))
                            .evidence(
                                    "fr",
                                    "tva,numéro de tva,n° tva,tva intracommunautaire,n° de tva")
                            .evidence(
                                    "en",
                                    "vat,vat number,vat id,vat no,vat reg,vat registration,tax id,tax number")
                            .source("CGI art. 286 ter; DGFiP; Directive 2006/112/EC art. 215"),
                    type("de-vat", "German VAT number")
                            .family(Family.VAT_ID, "DE")
                            .format(
                                    "DE~[1-9]\\d(~\\d){7}",
                                    "DE~[1-9]\\d(~\\d){1}~\\d(~\\d){2}~\\d(~\\d){2}")
                            .formatWithEvidence("[1-9]\\d{8}", "[1-9]\\d{2}~\\d{3}~\\d{3}")
                            .check(
                                    "ISO 7064 MOD 11,10",
                                    EuropeanVat.vat("DE", v -> Iso7064.isMod1110(v, 0, 9)))
                            .evidence(
                                    "de",
                                    "ust-id,ust-idnr,ust-idnr.,ust.-id,ustid,ust-id-nr,umsatzsteuer,"
                                            + "umsatzsteuer-identifikationsnummer,ustidnr")
                            .evidence(
                                    "en",
                                    "vat,vat number,vat id,vat no,vat reg,vat registration,tax id,tax number")
                            .source("UStG § 27a; BZSt; Directive 2006/112/EC art. 215"),
                    type("gr-vat", "Greek VAT number")
                            .family(Family.VAT_ID, "GR")
                            .format("EL~\\d(~\\d){8}")
                            .formatWithEvidence("\\d{9}")
                            .check(
                                    "powers of two mod 11",
                                    EuropeanVat.vat("EL", SouthernEurope::isAfm))
                            .evidence("el", "φπα,αφμ,α.φ.μ.,αριθμός φπα")
                            .evidence(
                                    "en",
                                    "vat,vat number,vat id,vat no,vat reg,vat registration,tax id,tax number")
                            .source(
                                    "ΑΑΔΕ; Directive 2006/112/EC art. 215 (EL); Directive 2006/112/EC art. "
                                            + "215"),
                    type("hu-vat", "Hungarian VAT number")
                            .family(Family.VAT_ID, "HU")
                            .format("HU~\\d(~\\d){7}")
                            .formatWithEvidence("\\d{8}")
                            .check(
                                    "weights 9,7,3,1 mod 10",
                                    EuropeanVat.vat(
                                            "HU", v -> v.sum(9, 7, 3, 1, 9, 7, 3, 1) % 10 == 0))
                            .evidence("hu", "áfa,adószám,közösségi adószám,áfaszám,áfa szám")
                            .evidence(
                                    "en",
                                    "vat,vat number,vat id,vat no,vat reg,vat registration,tax id,tax number")
                            .source(
                                    "Art. (2017. évi CL. törvény) 1. melléklet; Directive 2006/112/EC art. "
                                            + "215"),
                    type("ie-vat", "Irish VAT number")
                            .family(Family.VAT_ID, "IE")
                            .format("IE~\\d(~\\d){6}[A-W][A-IW]?", "IE~\\d[A-Z]\\d(~\\d){4}[A-W]")
                            .formatWithEvidence("\\d{7}[A-W][A-IW]?", "\\d[A-Z]\\d{5}[A-W]")
                            .check(
                                    "weights 8 to 2, mod 23",
                                    EuropeanVat.vat("IE", EuropeanVat::isIreland))
                            .evidence("ga", "cbl,uimhir cbl")
                            .evidence(
                                    "en",
                                    "vat,vat number,vat id,vat no,vat reg,vat registration,tax id,tax number")
                            .source(
                                    "VAT Consolidation Act 2010 s. 65; Directive 2006/112/EC art. 215"),
                    type("it-vat", "Italian VAT number")
                            .family(Family.VAT_ID, "IT")
                            .format("IT~\\d(~\\d){10}")
                            .formatWithEvidence("\\d{11}")
                            .check("Luhn", EuropeanVat.vat("IT", SouthernEurope::isPartitaIva))
                            .evidence("it", "partita iva,p.iva,p. iva,piva,iva")
                            .evidence(
                                    "en",
                                    "vat,vat number,vat id,vat no,vat reg,vat registration,tax id,tax number")
                            .source("DPR 633/1972 art. 35; Directive 2006/112/EC art. 215"),
                    type("lv-vat", "Latvian VAT number")
                            .family(Family.VAT_ID, "LV")
                            .format("LV~\\d(~\\d){10}")
                            .formatWithEvidence("\\d{11}")
                            .check("weights mod 11", EuropeanVat.vat("LV", EuropeanVat::isLatvia))
                            .evidence("lv", "pvn,pvn numurs,pvn reģ,reģistrācijas numurs,pvn nr")
                            .evidence(
                                    "en",
                                    "vat,vat number,vat id,vat no,vat reg,vat registration,tax id,tax number")
                            .source("PVN likums 55. pants; Directive 2006/112/EC art. 215"),
                    type("lt-vat", "Lithuanian VAT number")
                            .family(Family.VAT_ID, "LT")
                            .format("LT~\\d(~\\d){8}", "LT~\\d(~\\d){11}")
                            .formatWithEvidence("\\d{9}", "\\d{12}")
                            .check(
                                    "two rounds of weights mod 11",
                                    EuropeanVat.vat("LT", EuropeanVat::isLithuania))
                            .evidence("lt", "pvm,pvm kodas,pvm mokėtojo kodas")
                            .evidence(
                                    "en",
                                    "vat,vat number,vat id,vat no,vat reg,vat registration,tax id,tax number")
                            .source("PVM įstatymas 71 str.; Directive 2006/112/EC art. 215"),
                    type("lu-vat", "Luxembourg VAT number")
                            .family(Family.VAT_ID, "LU")
                            .format("LU~\\d(~\\d){7}", "LU~\\d(~\\d){2}~\\d(~\\d){2}~\\d(~\\d){1}")
                            .formatWithEvidence("\\d{8}", "\\d{3}~\\d{3}~\\d{2}")
                            .check(
                                    "rest by 89",
                                    EuropeanVat.vat(
                                            "LU", v -> v.number(0, 6) % 89 == v.number(6, 8)))
                            .evidence("fr", "tva,numéro de tva,n° tva")
                            .evidence("de", "mwst,ust-id,tva-nummer")
                            .evidence(
                                    "en",
                                    "vat,vat number,vat id,vat no,vat reg,vat registration,tax id,tax number")
                            .source(
                                    "Loi TVA du 12 février 1979 art. 62; Directive 2006/112/EC art. 215"),
                    type("mt-vat", "Maltese VAT number")
                            .family(Family.VAT_ID, "MT")
                            .format(
                                    "MT~[1-9]\\d(~\\d){6}",
                                    "MT~\\d(~\\d){3}~\\d(~\\d){3}", "MT_\\d{4}-\\d{4}")
                            .formatWithEvidence("[1-9]\\d{7}", "\\d{4}~\\d{4}")
                            .check(
                                    "weights 3,4,6,7,8,9,10,1 mod 37",
                                    EuropeanVat.vat("MT", EuropeanVat::isMalta))
                            .evidence("mt", "vat,numru tal-vat")
                            .evidence(
                                    "en",
                                    "vat,vat number,vat id,vat no,vat reg,vat registration,tax id,tax number")
                            .source("VAT Act cap. 406; Directive 2006/112/EC art. 215"),
                    type("nl-vat", "Dutch VAT number")
                            .family(Family.VAT_ID, "NL")
                            .format(
                                    "NL~\\d(~\\d){8}B\\d(~\\d){1}",
                                    "NL~\\d(~\\d){3}~\\d(~\\d){1}~\\d(~\\d){2}~B~\\d(~\\d){1}",
                                    "NL~\\d(~\\d){2}~\\d(~\\d){2}~\\d(~\\d){2}~B\\d(~\\d){1}")
                            .formatWithEvidence(
                                    "\\d{9}B\\d{2}",
                                    "\\d{4}~\\d{2}~\\d{3}~B~\\d{2}", "\\d{3}~\\d{3}~\\d{3}~B\\d{2}")
                            .check(
                                    "MOD 97-10 or weights mod 11",
                                    EuropeanVat.vat("NL", EuropeanVat::isNetherlands))
                            .evidence(
                                    "nl", "btw,btw-nummer,btw-id,btw nummer,btw nr,omzetbelasting")
                            .evidence(
                                    "en",
                                    "vat,vat number,vat id,vat no,vat reg,vat registration,tax id,tax number")
                            .source(
                                    "Wet OB 1968 art. 35a; Belastingdienst,"
                                            + " btw-identificatienummer (2020); Directive 2006/112/EC art. 215"),
                    type("pl-vat", "Polish VAT number")
                            .family(Family.VAT_ID, "PL")
                            .format(
                                    "PL~\\d(~\\d){9}",
                                    "PL~\\d(~\\d){2}~\\d(~\\d){2}~\\d(~\\d){1}~\\d(~\\d){1}")
                            .formatWithEvidence("\\d{10}", "\\d{3}~\\d{3}~\\d{2}~\\d{2}")
                            .check(
                                    "weights 6,5,7,2,3,4,5,6,7 mod 11",
                                    EuropeanVat.vat(
                                            "PL",
                                            v -> v.sum(6, 5, 7, 2, 3, 4, 5, 6, 7, -1) % 11 == 0))
                            .evidence("pl", "nip,vat ue,nip ue,vat-ue,podatek vat")
                            .evidence(
                                    "en",
                                    "vat,vat number,vat id,vat no,vat reg,vat registration,tax id,tax number")
                            .source("Ustawa o VAT art. 97; Directive 2006/112/EC art. 215"),
                    type("pt-vat", "Portuguese VAT number")
                            .family(Family.VAT_ID, "PT")
                            .format(
                                    "PT~[1-9]\\d(~\\d){7}",
                                    "PT~[1-9]\\d(~\\d){1}~\\d(~\\d){2}~\\d(~\\d){2}")
                            .formatWithEvidence("[1-9]\\d{8}", "[1-9]\\d{2}~\\d{3}~\\d{3}")
                            .check(
                                    "weights 9 to 2, mod 11",
                                    EuropeanVat.vat("PT", SouthernEurope::isPortugueseTax))
                            .evidence("pt", "nif,iva,nipc,contribuinte")
                            .evidence(
                                    "en",
                                    "vat,vat number,vat id,vat no,vat reg,vat registration,tax id,tax number")
                            .source("Código do IVA art. 31; Directive 2006/112/EC art. 215"),
                    type("ro-vat", "Romanian VAT number")
                            .family(Family.VAT_ID, "RO")
                            .format("RO~[1-9]\\d{3,9}")
                            .formatWithEvidence("[1-9]\\d{3,9}")
                            .check(
                                    "weights 7,5,3,2,1,7,5,3,2 mod 11",
                                    EuropeanVat.vat("RO", EuropeanVat::isRomania))
                            .evidence(
                                    "ro",
                                    "cui,cif,cod de înregistrare fiscală,cod tva,cod fiscal,tva")
                            .evidence(
                                    "en",
                                    "vat,vat number,vat id,vat no,vat reg,vat registration,tax id,tax number")
                            .source("Codul fiscal art. 316; Directive 2006/112/EC art. 215"),
                    type("sk-vat", "Slovak VAT number")
                            .family(Family.VAT_ID, "SK")
                            .format("SK~[1-9]\\d[2-47-9]\\d(~\\d){6}")
                            .formatWithEvidence("[1-9]\\d[2-47-9]\\d{7}")
                            .check("mod 11", EuropeanVat.vat("SK", v -> v.number(0, 10) % 11 == 0))
                            .evidence("sk", "ič dph,ičdph,ic dph,dič,daň z pridanej hodnoty")
                            .evidence(
                                    "en",
                                    "vat,vat number,vat id,vat no,vat reg,vat registration,tax id,tax number")
                            .source("Zákon č. 222/2004 Z. z.; Directive 2006/112/EC art. 215"),
                    type("si-vat", "Slovenian VAT number")
                            .family(Family.VAT_ID, "SI")
                            .format("SI~[1-9]\\d(~\\d){6}")
                            .formatWithEvidence("[1-9]\\d{7}")
                            .check(
                                    "weights 8 to 2, mod 11",
                                    EuropeanVat.vat("SI", CentralEurope::isSlovenianTax))
                            .evidence("sl", "ddv,id za ddv,davčna številka")
                            .evidence(
                                    "en",
                                    "vat,vat number,vat id,vat no,vat reg,vat registration,tax id,tax number")
                            .source("ZDDV-1 80. člen; Directive 2006/112/EC art. 215"),
                    type("es-vat", "Spanish VAT number")
                            .family(Family.VAT_ID, "ES")
                            .format("ES~[A-Z0-9]~?\\d(~\\d){6}~?[A-Z0-9]")
                            .formatWithEvidence("[A-Z0-9]~?\\d{7}~?[A-Z0-9]")
                            .check(
                                    "letter mod 23 or Luhn",
                                    EuropeanVat.vat("ES", EuropeanVat::isSpain))
                            .evidence("es", "nif,cif,iva,nif-iva,nif iva")
                            .evidence(
                                    "en",
                                    "vat,vat number,vat id,vat no,vat reg,vat registration,tax id,tax number")
                            .source(
                                    "Real Decreto 1065/2007 art. 18; Directive 2006/112/EC art. 215"),
                    type("se-vat", "Swedish VAT number")
                            .family(Family.VAT_ID, "SE")
                            .format(
                                    "SE~\\d(~\\d){9}01",
                                    "SE~\\d(~\\d){5}-\\d(~\\d){3}01",
                                    "SE~\\d(~\\d){5}-\\d(~\\d){3}~01")
                            .formatWithEvidence("\\d{10}01", "\\d{6}-\\d{4}01", "\\d{6}-\\d{4}~01")
                            .check("Luhn", EuropeanVat.vat("SE", v -> Luhn.isValid(v, 0, 10)))
                            .evidence(
                                    "sv",
                                    "moms,momsnummer,momsregistreringsnummer,vat-nummer,momsnr")
                            .evidence(
                                    "en",
                                    "vat,vat number,vat id,vat no,vat reg,vat registration,tax id,tax number")
                            .source(
                                    "Mervärdesskattelag (2023:200); SKV 709; Directive 2006/112/EC art. 215"),
                    type("gb-vat", "United Kingdom VAT number")
                            .family(Family.VAT_ID, "GB")
                            .format(
                                    "(GB|XI)~\\d(~\\d){2}~\\d(~\\d){3}~\\d(~\\d){1}(~\\d(~\\d){2})?",
                                    "(GB|XI)~\\d(~\\d){2}~\\d(~\\d){2}~\\d(~\\d){2}")
                            .formatWithEvidence("\\d{3}~\\d{4}~\\d{2}", "\\d{9}")
                            .check(
                                    "weights 8 to 2, mod 97 or 9755",
                                    v ->
                                            Fit.proven(
                                                    EuropeanVat.isBritain(
                                                            v.without("GB").without("XI"))))
                            .evidence(
                                    "en",
                                    "vat,vat number,vat no,vat reg,vat registration,vat id,hmrc")
                            .source("VAT Act 1994; HMRC, VATREC5060"),
                    type("ch-vat", "Swiss VAT number")
                            .family(Family.VAT_ID, "CH")
                            .format(
                                    "CHE-\\d{3}.\\d{3}.\\d{3}_?(MWST|TVA|IVA)",
                                    "CHE~\\d(~\\d){2}~\\d(~\\d){2}~\\d(~\\d){2}~(MWST|TVA|IVA)")
                            .check(
                                    "weights 5,4,3,2,7,6,5,4 mod 11",
                                    Check.proof(GermanSpeaking::isUid))
                            .evidence("de", "mwst,mwst-nummer,mwst-nr,mehrwertsteuer")
                            .evidence("fr", "tva,numéro tva")
                            .evidence("it", "iva,numero iva")
                            .evidence("en", "vat,vat number")
                            .source("MWSTG art. 18; UIDV"),
                    type("no-vat", "Norwegian VAT number")
                            .family(Family.VAT_ID, "NO")
                            .format("(NO)?~[89]\\d(~\\d){1}~\\d(~\\d){2}~\\d(~\\d){2}~MVA")
                            .check(
                                    "weights 3,2,7,6,5,4,3,2 mod 11",
                                    Check.proof(
                                            v ->
                                                    v.without("NO").sum(3, 2, 7, 6, 5, 4, 3, 2, 1)
                                                                    % 11
                                                            == 0))
                            .evidence("nb", "mva,mva-nummer,merverdiavgift,organisasjonsnummer")
                            .evidence("en", "vat,vat number")
                            .source("Merverdiavgiftsloven § 14-1; Brønnøysundregistrene"));

    private EuropeanVat() {}

    /**
     * The check of a number without its country code. Without the code the number must have
     * evidence, since its digits alone may be anything.
     */
    private static Check vat(String prefix, Predicate<Value> right) {
        return value -> {
            boolean named = value.startsWith(prefix);
            Value number = named ? value.without(prefix) : value;
            return !right.test(number) ? Fit.NO : named ? Fit.CERTAIN : Fit.PLAUSIBLE;
        };
    }

    private static boolean isAustria(Value v) {
        int sum = 4;
        for (int i = 1; i < 8; i++) {
            int product = v.digit(i) * (i % 2 == 0 ? 2 : 1);
            sum += product / 10 + product % 10;
        }
        return (10 - sum % 10) % 10 == v.digit(8);
    }

    private static boolean isBulgaria(Value v) {
        if (v.length() == 9) {
            int check = v.sum(1, 2, 3, 4, 5, 6, 7, 8) % 11;
            check = check == 10 ? v.sum(3, 4, 5, 6, 7, 8, 9, 10) % 11 % 10 : check;
            return check == v.digit(8);
        }
        boolean foreigner = v.sum(21, 19, 17, 13, 11, 9, 7, 3, 1) % 10 == v.digit(9);
        int other = (11 - v.sum(4, 3, 2, 7, 6, 5, 4, 3, 2) % 11) % 11;
        return SouthEastEurope.isEgn(v) || foreigner || other == v.digit(9);
    }

    /** Numbers that begin with a zero are still written without it. */
    private static boolean isBelgium(Value v) {
        int check = v.length() - 2;
        return 97 - v.number(0, check) % 97 == v.number(check, check + 2);
    }

    static boolean isCyprus(Value v) {
        int[] odd = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21};
        int sum = 0;
        for (int i = 0; i < 8; i++) {
            sum += i % 2 == 0 ? odd[v.digit(i)] : v.digit(i);
        }
        return v.number(0, 2) != 12 && v.charAt(8) == 'A' + sum % 26;
    }

    /** Companies have 8 digits, people their birth number, and some 9 digits that begin with 6. */
    private static boolean isCzechia(Value v) {
        if (v.length() == 8) {
            int check = (11 - v.sum(8, 7, 6, 5, 4, 3, 2) % 11) % 11;
            return v.digit(0) != 9 && (check == 0 ? 1 : check) % 10 == v.digit(7);
        }
        if (v.length() == 9 && v.digit(0) == 6) {
            int sum = v.sumFrom(1, 8, 7, 6, 5, 4, 3, 2) % 11;
            return Math.floorMod(8 - (10 - sum) % 11, 10) == v.digit(8);
        }
        return CentralEurope.birthNumber(v) != Fit.NO;
    }

    private static boolean isFrance(Value v) {
        boolean company = v.number(2, 5) == 0 || Luhn.isValid(v, 2, 11);
        if (!company || !v.isNumber(2)) {
            return false;
        }
        if (v.isDigit(0) && v.isDigit(1)) {
            return (v.number(2, 11) * 100 + 12) % 97 == v.number(0, 2);
        }
        String letters = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
        int first = letters.indexOf(v.charAt(0));
        int second = letters.indexOf(v.charAt(1));
        int check = v.isDigit(0) ? first * 24 + second - 10 : first * 34 + second - 100;
        return first >= 0 && second >= 0 && (v.number(2, 11) + 1 + check / 11) % 11 == check % 11;
    }

    private static boolean isIreland(Value v) {
        if (v.isDigit(1)) {
            return BritishIsles.isPps(v);
        }
        int sum = v.sumFrom(2, 7, 6, 5, 4, 3) + 2 * v.digit(0);
        return "WABCDEFGHIJKLMNOPQRSTUV".charAt(sum % 23) == v.charAt(7);
    }

    private static boolean isLatvia(Value v) {
        if (v.digit(0) > 3) {
            return v.sum(9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1) % 11 == 3;
        }
        int check = 1 + v.sum(10, 5, 8, 4, 2, 1, 6, 3, 7, 9);
        boolean born =
                v.number(0, 2) == 32 || Value.isDay(v.number(4, 6), v.number(2, 4), v.number(0, 2));
        return born && check % 11 % 10 == v.digit(10);
    }

    private static boolean isLithuania(Value v) {
        int last = v.length() - 1;
        int sum = 0;
        int again = 0;
        for (int i = 0; i < last; i++) {
            sum += v.digit(i) * (1 + i % 9);
            again += v.digit(i) * (1 + (i + 2) % 9);
        }
        int check = sum % 11 == 10 ? again % 11 % 10 : sum % 11;
        return v.digit(last - 1) == 1 && check == v.digit(last);
    }

    private static boolean isMalta(Value v) {
        return v.digit(0) > 0 && v.sum(3, 4, 6, 7, 8, 9, 10, 1) % 37 == 0;
    }

    /** Sole traders have a number of their own since 2020, others that of the tax payer. */
    private static boolean isNetherlands(Value v) {
        boolean taxpayer = v.sum(9, 8, 7, 6, 5, 4, 3, 2, -1) % 11 == 0;
        return v.number(0, 9) > 0
                && v.number(10, 12) > 0
                && (taxpayer || Iso7064.isMod97("NL" + v, 0, 14));
    }

    private static boolean isRomania(Value v) {
        int[] weights = {7, 5, 3, 2, 1, 7, 5, 3, 2};
        int last = v.length() - 1;
        int sum = 0;
        for (int i = 0; i < last; i++) {
            sum += v.digit(i) * weights[weights.length - last + i];
        }
        return sum * 10 % 11 % 10 == v.digit(last);
    }

    private static boolean isSpain(Value v) {
        char first = v.charAt(0);
        if (v.isDigit(0)) {
            return SouthernEurope.isSpanishLetter(v.number(0, 8), v.charAt(8));
        }
        if (first >= 'X') {
            return SouthernEurope.isNie(v);
        }
        if (first >= 'K' && first <= 'M') {
            return SouthernEurope.isSpanishLetter(v.number(1, 8), v.charAt(8));
        }
        return first != 'I' && first != 'O' && first != 'T' && SouthernEurope.isCif(v);
    }

    private static boolean isBritain(Value v) {
        long rest = v.sum(8, 7, 6, 5, 4, 3, 2, 10, 1) % 97;
        return rest == 0 || (v.number(0, 3) >= 100 && (rest == 42 || rest == 55));
    }
}
