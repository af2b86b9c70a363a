package org.signet.classification.types.catalog;

import static org.signet.classification.types.SensitiveType.type;

import org.signet.classification.types.Check;
import org.signet.classification.types.Family;
import org.signet.classification.types.Levels;
import org.signet.classification.types.Rank;
import org.signet.classification.types.SensitiveType;
import org.signet.classification.types.Value;
import org.signet.classification.types.checksum.Luhn;

import java.util.List;

/** Numbers of Latin America. */
final class LatinAmerica {
    static final List<SensitiveType> TYPES =
            List.of(
                    type("br-cpf", "Brazilian natural person number (CPF)")
                            .family(Family.TAX_ID, "BR")
                            .format("\\d{3}.\\d{3}.\\d{3}-\\d{2}", "\\d{3}~\\d{3}~\\d{3}~\\d{2}")
                            .check("two digits mod 11", Check.proof(LatinAmerica::isCpf))
                            .evidence(
                                    "pt",
                                    "cpf,cadastro de pessoas físicas,c.p.f.,cpf/mf,receita federal,"
                                            + "contribuinte")
                            .evidence("en", "cpf,tax id")
                            .source(
                                    "Instrução Normativa RFB 2172/2024; Receita Federal, dígito verificador"),
                    type("br-cnpj", "Brazilian legal entity number (CNPJ)")
                            .family(Family.TAX_ID, "BR")
                            .rank(Rank.CARD)
                            .format(
                                    "\\w{2}.\\w{3}.\\w{3}/\\w{4}-\\d{2}",
                                    "\\d{14}",
                                    "\\w{12}~\\d{2}",
                                    "\\d{2} \\d{3} \\d{3} \\d{4} \\d{2}")
                            .check(
                                    "two digits mod 11, letters by their ASCII code",
                                    Check.proof(LatinAmerica::isCnpj))
                            .evidence(
                                    "pt",
                                    "cnpj,cadastro nacional da pessoa jurídica,c.n.p.j.,cgc,razão social")
                            .evidence("en", "cnpj,tax id")
                            .source(
                                    "Instrução Normativa RFB 2119/2022 and 2229/2024 (alphanumeric CNPJ from "
                                            + "July 2026)"),
                    type("br-pis", "Brazilian social integration number (PIS, NIS, NIT)")
                            .family(Family.NATIONAL_ID, "BR")
                            .format("\\d{3}.\\d{5}.\\d{2}-\\d", "\\d{11}")
                            .check("weights 3,2,9 to 2, mod 11", Check.proof(LatinAmerica::isPis))
                            .levels(Levels.EVIDENCE_ONLY)
                            .evidence("pt", "pis,pasep,pis/pasep,nis,nit,inscrição do trabalhador")
                            .source("Caixa Econômica Federal, Cadastro NIS"),
                    type("br-rg", "Brazilian identity card number (RG)")
                            .family(Family.NATIONAL_ID, "BR")
                            .formatWithEvidence("\\d{1,2}.\\d{3}.\\d{3}-?[0-9X]", "\\d{7,9}")
                            .evidence(
                                    "pt",
                                    "rg,registro geral,identidade,carteira de identidade,r.g.")
                            .evidence("en", "identity card")
                            .source("Lei 7.116/1983; Decreto 9.278/2018"),
                    type("br-cnh", "Brazilian driving licence number (CNH)")
                            .family(Family.LICENCE, "BR")
                            .format("\\d{11}")
                            .check("two digits mod 11", Check.proof(LatinAmerica::isCnh))
                            .levels(Levels.EVIDENCE_ONLY)
                            .evidence(
                                    "pt",
                                    "cnh,carteira nacional de habilitação,habilitação,carteira de motorista,"
                                            + "n° registro")
                            .source("Resolução Contran 886/2021; Senatran"),
                    type("mx-curp", "Mexican population registry code (CURP)")
                            .family(Family.NATIONAL_ID, "MX")
                            .rank(Rank.CARD)
                            .format("[A-Z]{4}\\d{6}[HMX][A-Z]{5}\\w\\d")
                            .check(
                                    "weights 18 to 2, mod 10, date of birth",
                                    Check.proof(LatinAmerica::isCurp))
                            .evidence(
                                    "es",
                                    "curp,clave única de registro de población,registro de población")
                            .evidence("en", "curp")
                            .source(
                                    "Instructivo normativo para la asignación de la CURP (DOF 18/10/2021)"),
                    type("mx-rfc", "Mexican taxpayer registry number (RFC)")
                            .family(Family.TAX_ID, "MX")
                            .format("[A-Z]{3,4}~\\d{6}~\\w{2}[0-9A]")
                            .check(
                                    "weights 13 to 2, mod 11, date",
                                    Check.proof(LatinAmerica::isRfc))
                            .evidence(
                                    "es",
                                    "rfc,registro federal de contribuyentes,r.f.c.,contribuyente,sat")
                            .evidence("en", "rfc,tax id")
                            .source(
                                    "Código Fiscal de la Federación art. 27; SAT,"
                                            + " anexo de claves diferenciadoras"),
                    type("mx-nss", "Mexican social security number (NSS)")
                            .family(Family.NATIONAL_ID, "MX")
                            .format("\\d{11}", "\\d{2}~\\d{2}~\\d{2}~\\d{4}~\\d")
                            .check("Luhn", Check.proof(v -> Luhn.isValid(v)))
                            .levels(Levels.EVIDENCE_ONLY)
                            .evidence(
                                    "es",
                                    "nss,número de seguridad social,imss,seguro social,"
                                            + "número de seguro social")
                            .source("Ley del Seguro Social; IMSS, estructura del NSS"),
                    type("mx-clabe", "Mexican bank account number (CLABE)")
                            .family(Family.FINANCE, "MX")
                            .rank(Rank.CARD)
                            .format("\\d{18}", "\\d{3}~\\d{3}~\\d{11}~\\d")
                            .check("weights 3,7,1 mod 10", Check.proof(LatinAmerica::isClabe))
                            .evidence(
                                    "es", "clabe,clabe interbancaria,cuenta clabe,cuenta bancaria")
                            .evidence("en", "clabe,bank account")
                            .source("Banco de México, Circular 14/2017"),
                    type("ar-cuit", "Argentine tax number (CUIT, CUIL)")
                            .family(Family.TAX_ID, "AR")
                            .format("(20|23|24|25|26|27|30|33|34|50|51|55)~\\d{8}~\\d")
                            .check(
                                    "weights 5,4,3,2,7,6,5,4,3,2 mod 11",
                                    Check.proof(LatinAmerica::isCuit))
                            .evidence(
                                    "es",
                                    "cuit,cuil,c.u.i.t.,c.u.i.l.,clave única de identificación tributaria,"
                                            + "afip,arca")
                            .evidence("en", "cuit,tax id")
                            .source("Resolución General AFIP 10/97; ANSES"),
                    type("ar-dni", "Argentine national identity number (DNI)")
                            .family(Family.NATIONAL_ID, "AR")
                            .formatWithEvidence("\\d{1,2}.\\d{3}.\\d{3}", "\\d{7,8}")
                            .evidence(
                                    "es",
                                    "dni,d.n.i.,documento nacional de identidad,documento,número de documento")
                            .evidence("en", "dni")
                            .source("Ley 17.671; RENAPER"),
                    type("ar-cbu", "Argentine bank account number (CBU)")
                            .family(Family.FINANCE, "AR")
                            .rank(Rank.UNMISTAKABLE)
                            .format("\\d{22}", "\\d{8}~\\d{14}")
                            .check(
                                    "weights 7,1,3,9 mod 10, twice",
                                    Check.proof(LatinAmerica::isCbu))
                            .evidence("es", "cbu,clave bancaria uniforme,cvu,cuenta bancaria")
                            .source("Banco Central de la República Argentina, Comunicación A 2557"),
                    type("cl-rut", "Chilean national number (RUT, RUN)")
                            .family(Family.NATIONAL_ID, "CL")
                            .format("\\d{1,2}.\\d{3}.\\d{3}-[0-9K]", "\\d{7,8}-[0-9K]")
                            .formatWithEvidence("\\d{8}~?[0-9K]")
                            .check("weights 2 to 7, mod 11", Check.proof(LatinAmerica::isRut))
                            .evidence(
                                    "es",
                                    "rut,run,r.u.t.,r.u.n.,rol único tributario,rol único nacional,"
                                            + "cédula de identidad")
                            .evidence("en", "rut,tax id")
                            .source("DFL 3 de 1969 (RUT); Servicio de Registro Civil"),
                    type("co-nit", "Colombian tax number (NIT)")
                            .family(Family.TAX_ID, "CO")
                            .format("\\d{3}.\\d{3}.\\d{3}-\\d", "\\d{9}-\\d")
                            .formatWithEvidence("\\d{10}")
                            .check("prime weights mod 11", Check.proof(LatinAmerica::isNit))
                            .evidence(
                                    "es", "nit,n.i.t.,rut,número de identificación tributaria,dian")
                            .evidence("en", "nit,tax id")
                            .source("Decreto 1625 de 2016; DIAN, Orden administrativa 4 de 1989"),
                    type("co-cedula", "Colombian citizenship card number")
                            .family(Family.NATIONAL_ID, "CO")
                            .formatWithEvidence("\\d{1,3}.\\d{3}.\\d{3}(.\\d{3})?", "\\d{6,10}")
                            .evidence(
                                    "es",
                                    "cédula,cédula de ciudadanía,c.c.,cc,cedula,documento de identidad")
                            .evidence("en", "citizenship card")
                            .source("Registraduría Nacional del Estado Civil"),
                    type("pe-ruc", "Peruvian tax number (RUC)")
                            .family(Family.TAX_ID, "PE")
                            .format("(10|15|16|17|20)\\d{9}")
                            .check(
                                    "weights 5,4,3,2,7,6,5,4,3,2 mod 11",
                                    Check.proof(LatinAmerica::isRuc))
                            .evidence("es", "ruc,registro único de contribuyentes,r.u.c.,sunat")
                            .evidence("en", "ruc,tax id")
                            .source("Ley del RUC, DL 943; SUNAT"),
                    type("ec-cedula", "Ecuadorian identity number")
                            .family(Family.NATIONAL_ID, "EC")
                            .format("\\d{10}", "\\d{9}-\\d")
                            .check("Luhn, province", Check.proof(LatinAmerica::isEcuadorian))
                            .evidence(
                                    "es",
                                    "cédula,cedula,cédula de identidad,cédula de ciudadanía,c.i.,ruc")
                            .evidence("en", "identity card,national id")
                            .source("Ley Orgánica de Gestión de la Identidad; Registro Civil"),
                    type("do-cedula", "Dominican identity number")
                            .family(Family.NATIONAL_ID, "DO")
                            .format("\\d{3}~\\d{7}~\\d")
                            .check("Luhn", Check.proof(v -> Luhn.isValid(v)))
                            .evidence(
                                    "es",
                                    "cédula,cedula,cédula de identidad,cédula de identidad y electoral")
                            .evidence("en", "identity card,national id")
                            .source("Ley 659; Junta Central Electoral"),
                    type("uy-ci", "Uruguayan identity number")
                            .family(Family.NATIONAL_ID, "UY")
                            .format("\\d.\\d{3}.\\d{3}-\\d")
                            .formatWithEvidence("\\d{7}-?\\d")
                            .check(
                                    "weights 2,9,8,7,6,3,4 mod 10",
                                    Check.proof(
                                            v ->
                                                    (v.sum(2, 9, 8, 7, 6, 3, 4) + v.digit(7)) % 10
                                                            == 0))
                            .evidence("es", "cédula,cédula de identidad,c.i.,ci,cedula")
                            .evidence("en", "identity card,national id")
                            .source("Decreto 501/978; DNIC"),
                    type("ve-rif", "Venezuelan tax number (RIF)")
                            .family(Family.TAX_ID, "VE")
                            .format("[VEJPG]~\\d{8}~\\d")
                            .check("weights mod 11", Check.proof(LatinAmerica::isRif))
                            .evidence(
                                    "es", "rif,r.i.f.,registro único de información fiscal,seniat")
                            .evidence("en", "rif,tax id")
                            .source("Providencia SNAT/2013/0048; SENIAT"));

    private LatinAmerica() {}

    private static boolean isCpf(Value v) {
        int first = v.sum(10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
        int second = v.sum(11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
        return first == v.digit(9) && second == v.digit(10);
    }

    private static boolean isCnpj(Value v) {
        return v.isNumber(12) && cnpjDigit(v, 12) == v.digit(12) && cnpjDigit(v, 13) == v.digit(13);
    }

    private static int cnpjDigit(Value v, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum += (v.charAt(i) - '0') * ((length - 1 - i) % 8 + 2);
        }
        return sum % 11 < 2 ? 0 : 11 - sum % 11;
    }

    private static boolean isPis(Value v) {
        int check = 11 - v.sum(3, 2, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        return (check > 9 ? 0 : check) == v.digit(10);
    }

    private static boolean isCnh(Value v) {
        int first = v.sum(9, 8, 7, 6, 5, 4, 3, 2, 1) % 11;
        int less = first > 9 ? 2 : 0;
        int second = v.sum(1, 2, 3, 4, 5, 6, 7, 8, 9) % 11 - less;
        second = second < 0 ? second + 11 : second;
        return (first > 9 ? 0 : first) == v.digit(9) && (second > 9 ? 0 : second) == v.digit(10);
    }

    private static boolean isCurp(Value v) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            int value = v.digit(i);
            sum += (value > 23 ? value + 1 : value) * (18 - i); // Ñ stands between N and O
        }
        return Value.isDay(v.number(4, 6), v.number(6, 8), v.number(8, 10))
                && (10 - sum % 10) % 10 == v.digit(17);
    }

    private static boolean isRfc(Value v) {
        String values = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ";
        int letters = v.length() - 9;
        int sum = letters == 3 ? values.indexOf(' ') * 13 : 0;
        for (int i = 0; i < v.length() - 1; i++) {
            sum += values.indexOf(v.charAt(i)) * (v.length() - i);
        }
        int check = (11 - sum % 11) % 11;
        char last = v.charAt(v.length() - 1);
        return v.isDigit(letters)
                && !v.isDigit(letters - 1)
                && Value.isDay(
                        v.number(letters, letters + 2),
                        v.number(letters + 2, letters + 4),
                        v.number(letters + 4, letters + 6))
                && last == (check == 10 ? 'A' : (char) ('0' + check));
    }

    private static boolean isClabe(Value v) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += v.digit(i) * ("371".charAt(i % 3) - '0') % 10;
        }
        return (10 - sum % 10) % 10 == v.digit(17);
    }

    static boolean isCuit(Value v) {
        int check = 11 - v.sum(5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
        return (check == 11 ? 0 : check == 10 ? 9 : check) == v.digit(10);
    }

    private static boolean isCbu(Value v) {
        return cbuPart(v, 0, 7) && cbuPart(v, 8, 21);
    }

    private static boolean cbuPart(Value v, int start, int check) {
        int sum = 0;
        for (int i = check - 1, weight = 0; i >= start; i--, weight++) {
            sum += v.digit(i) * ("3179".charAt(weight % 4) - '0');
        }
        return (10 - sum % 10) % 10 == v.digit(check);
    }

    private static boolean isRut(Value v) {
        int last = v.length() - 1;
        int sum = 0;
        for (int i = last - 1, weight = 2; i >= 0; i--, weight = weight == 7 ? 2 : weight + 1) {
            sum += v.digit(i) * weight;
        }
        return "0K987654321".charAt(sum % 11) == v.charAt(last);
    }

    private static boolean isNit(Value v) {
        int rest = v.sum(41, 37, 29, 23, 19, 17, 13, 7, 3) % 11;
        return (rest < 2 ? rest : 11 - rest) == v.digit(9);
    }

    private static boolean isRuc(Value v) {
        return (11 - v.sum(5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11) % 10 == v.digit(10);
    }

    private static boolean isEcuadorian(Value v) {
        long province = v.number(0, 2);
        boolean exists = (province >= 1 && province <= 24) || province == 30 || province == 50;
        return exists && v.digit(2) < 6 && Luhn.isValid(v);
    }

    private static boolean isRif(Value v) {
        int sum = ("VEJPG".indexOf(v.charAt(0)) + 1) * 4 + v.sumFrom(1, 3, 2, 7, 6, 5, 4, 3, 2);
        return "00987654321".charAt(sum % 11) == v.charAt(9);
    }
}
