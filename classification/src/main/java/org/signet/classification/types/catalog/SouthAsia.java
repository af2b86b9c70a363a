package org.signet.classification.types.catalog;

import static org.signet.classification.types.SensitiveType.type;

import org.signet.classification.types.Check;
import org.signet.classification.types.Family;
import org.signet.classification.types.Levels;
import org.signet.classification.types.Rank;
import org.signet.classification.types.SensitiveType;
import org.signet.classification.types.Value;
import org.signet.classification.types.checksum.Luhn;
import org.signet.classification.types.checksum.Verhoeff;

import java.util.List;

/** Numbers of India and its neighbours, and of South East Asia. */
final class SouthAsia {
    static final List<SensitiveType> TYPES =
            List.of(
                    type("in-aadhaar", "Indian Aadhaar number")
                            .family(Family.NATIONAL_ID, "IN")
                            .format("[2-9]\\d{3}~\\d{4}~\\d{4}")
                            .check("Verhoeff", Check.proof(SouthAsia::isAadhaar))
                            .evidence(
                                    "en",
                                    "aadhaar,aadhar,adhaar,uidai,uid,aadhaar number,aadhaar card,aadhaar no")
                            .evidence("hi", "आधार,आधार संख्या,आधार कार्ड,आधार नंबर")
                            .source("Aadhaar Act 2016; UIDAI, Aadhaar numbering scheme"),
                    type("in-pan", "Indian permanent account number (PAN)")
                            .family(Family.TAX_ID, "IN")
                            .format("[A-Z]{3}[ABCFGHJLPT][A-Z]\\d{4}[A-Z]")
                            .range(v -> v.number(5, 9) > 0)
                            .levels(new Levels(0, 85, 85))
                            .evidence(
                                    "en",
                                    "pan,pan card,permanent account number,pan number,pan no,income tax")
                            .evidence("hi", "पैन,पैन कार्ड,स्थायी खाता संख्या,पैन नंबर")
                            .source("Income-tax Rules 1962, rule 114; Income Tax Department"),
                    type("in-gstin", "Indian goods and services tax number (GSTIN)")
                            .family(Family.TAX_ID, "IN")
                            .rank(Rank.CARD)
                            .format("\\d{2}[A-Z]{5}\\d{4}[A-Z]\\wZ\\w")
                            .check(
                                    "Luhn over 36 characters, state",
                                    Check.proof(SouthAsia::isGstin))
                            .evidence("en", "gst,gstin,gst number,gst no,gstin no")
                            .evidence("hi", "जीएसटी,जीएसटीआईएन")
                            .source("CGST Rules 2017, rule 10; GSTN"),
                    type("in-voter-id", "Indian voter number (EPIC)")
                            .family(Family.NATIONAL_ID, "IN")
                            .format("[A-Z]{3}\\d{7}")
                            .check("Luhn", Check.proof(v -> Luhn.isValid(v, 3, 10)))
                            .levels(Levels.EVIDENCE_ONLY)
                            .evidence(
                                    "en",
                                    "voter,voter id,epic,election card,electors photo identity,epic no")
                            .evidence("hi", "मतदाता,मतदाता पहचान,वोटर आईडी")
                            .source("Election Commission of India, EPIC numbering"),
                    type("in-passport", "Indian passport number")
                            .family(Family.TRAVEL_DOCUMENT, "IN")
                            .formatWithEvidence("[A-PR-WY][1-9]\\d\\d{4}[1-9]")
                            .evidence("en", "passport,passport number,passport no")
                            .evidence("hi", "पासपोर्ट,पासपोर्ट नंबर")
                            .source("Passports Act 1967; ICAO Doc 9303 part 4"),
                    type("in-driving-licence", "Indian driving licence number")
                            .family(Family.LICENCE, "IN")
                            .formatWithEvidence("\\l{2}~\\d{2}~\\d{4}~\\d{7}")
                            .evidence(
                                    "en",
                                    "driving licence,driving license,dl no,dl number,licence number")
                            .evidence("hi", "ड्राइविंग लाइसेंस")
                            .source("Central Motor Vehicles Rules 1989; Parivahan"),
                    type("pk-cnic", "Pakistani identity card number (CNIC)")
                            .family(Family.NATIONAL_ID, "PK")
                            .format("[1-7]\\d{4}-\\d{7}-\\d")
                            .formatWithEvidence("[1-7]\\d{12}")
                            .range(v -> v.number(5, 12) > 0)
                            .evidence(
                                    "en",
                                    "cnic,nic,national identity card,nadra,identity card,snic")
                            .evidence("ur", "شناختی کارڈ,قومی شناختی کارڈ")
                            .source("NADRA Ordinance 2000"),
                    type("bd-nid", "Bangladeshi national identity number")
                            .family(Family.NATIONAL_ID, "BD")
                            .formatWithEvidence("\\d{10}", "\\d{13}", "\\d{17}")
                            .evidence("bn", "জাতীয় পরিচয়পত্র,এনআইডি,পরিচয়পত্র")
                            .evidence("en", "nid,national id,nid number,voter id")
                            .source("National Identity Registration Act 2010"),
                    type("lk-nic", "Sri Lankan identity card number")
                            .family(Family.NATIONAL_ID, "LK")
                            .format("\\d{9}[VX]")
                            .formatWithEvidence("(19|20)\\d{10}")
                            .range(SouthAsia::isSriLankan)
                            .evidence(
                                    "en",
                                    "nic,nic number,nic no,national identity card,identity card")
                            .evidence("si", "ජාතික හැඳුනුම්පත")
                            .evidence("ta", "தேசிய அடையாள அட்டை")
                            .source("Registration of Persons Act 32 of 1968"),
                    type("sg-nric", "Singaporean identification number (NRIC, FIN)")
                            .family(Family.NATIONAL_ID, "SG")
                            .format("[STFGM]\\d{7}[A-Z]")
                            .check("weights 2,7,6,5,4,3,2 mod 11", Check.proof(SouthAsia::isNric))
                            .evidence(
                                    "en",
                                    "nric,fin,identity card,nric no,fin no,nric number,singpass,"
                                            + "identification number")
                            .evidence("zh", "身份证,身份證")
                            .evidence("ms", "kad pengenalan")
                            .source("National Registration Act 1965; ICA"),
                    type("my-nric", "Malaysian identity card number (MyKad)")
                            .family(Family.NATIONAL_ID, "MY")
                            .format("\\d{6}-\\d{2}-\\d{4}")
                            .formatWithEvidence("\\d{12}")
                            .range(SouthAsia::isMalaysian)
                            .evidence(
                                    "ms",
                                    "kad pengenalan,mykad,no. kp,no kp,nombor kad pengenalan,ic")
                            .evidence("en", "nric,mykad,identity card,ic number,ic no")
                            .source("National Registration Regulations 1990; JPN"),
                    type("th-national-id", "Thai national identification number")
                            .family(Family.NATIONAL_ID, "TH")
                            .format("[1-8]~\\d{4}~\\d{5}~\\d{2}~\\d")
                            .check("weights 13 to 2, mod 11", Check.proof(SouthAsia::isThai))
                            .evidence(
                                    "th",
                                    "บัตรประชาชน,เลขประจำตัวประชาชน,เลขบัตรประชาชน,หมายเลขประจำตัวประชาชน,"
                                            + "บัตรประจำตัวประชาชน")
                            .evidence("en", "national id,thai id,identification card,citizen id")
                            .source("พระราชบัญญัติการทะเบียนราษฎร พ.ศ. 2534; กรมการปกครอง"),
                    type("id-nik", "Indonesian national identity number (NIK)")
                            .family(Family.NATIONAL_ID, "ID")
                            .rank(Rank.CARD)
                            .formatWithEvidence(
                                    "\\d{16}",
                                    "\\d{6}.\\d{6}.\\d{4}",
                                    "\\d{4} \\d{4} \\d{4} \\d{4}")
                            .range(SouthAsia::isNik)
                            .evidence(
                                    "id",
                                    "nik,ktp,nomor induk kependudukan,no ktp,no. ktp,e-ktp,"
                                            + "kartu tanda penduduk")
                            .evidence("en", "nik,identity card,national id")
                            .source(
                                    "UU 24/2013 tentang Administrasi Kependudukan; Permendagri 137/2017"),
                    type("id-npwp", "Indonesian taxpayer number (NPWP)")
                            .family(Family.TAX_ID, "ID")
                            .format("\\d{2}.\\d{3}.\\d{3}.\\d-\\d{3}.\\d{3}", "\\d{15}")
                            .check("Luhn", Check.proof(v -> Luhn.isValid(v, 0, 9)))
                            .evidence("id", "npwp,nomor pokok wajib pajak,wajib pajak")
                            .evidence("en", "taxpayer,tax id,npwp")
                            .source("PMK 112/PMK.03/2022; Direktorat Jenderal Pajak"),
                    type("ph-umid", "Philippine common reference number (UMID) or SSS number")
                            .family(Family.NATIONAL_ID, "PH")
                            .formatWithEvidence(
                                    "\\d{4}-\\d{7}-\\d",
                                    "\\d{2}-\\d{7}-\\d",
                                    "\\d{4}-\\d{4}-\\d{4}(-\\d{4})?",
                                    "\\d{12}",
                                    "\\d{10}")
                            .evidence(
                                    "en",
                                    "umid,crn,sss,sss number,philsys,philhealth,common reference number,psn,"
                                            + "pcn,philid")
                            .evidence("tl", "numero ng sss,philsys")
                            .source("EO 420 (2005); RA 11055 (PhilSys); SSS"),
                    type("ph-tin", "Philippine taxpayer number (TIN)")
                            .family(Family.TAX_ID, "PH")
                            .formatWithEvidence(
                                    "\\d{3}-\\d{3}-\\d{3}(-\\d{3,5})?", "\\d{9}", "\\d{12}")
                            .evidence("en", "tin,taxpayer identification,bir,tin number,tin no")
                            .source("NIRC sec. 236; BIR RMO 37-2019"),
                    type("vn-cccd", "Vietnamese citizen identity number")
                            .family(Family.NATIONAL_ID, "VN")
                            .formatWithEvidence("0\\d{11}")
                            .range(v -> v.number(0, 3) >= 1 && v.number(0, 3) <= 96)
                            .evidence(
                                    "vi",
                                    "căn cước,căn cước công dân,cccd,số định danh,chứng minh nhân dân,cmnd,"
                                            + "số căn cước")
                            .evidence("en", "citizen identity,identity card,cccd")
                            .source("Luật Căn cước 26/2023/QH15; Nghị định 70/2024/NĐ-CP"),
                    type("vn-mst", "Vietnamese tax number (MST)")
                            .family(Family.TAX_ID, "VN")
                            .format("\\d{10}", "\\d{10}-\\d{3}")
                            .check(
                                    "prime weights mod 11",
                                    Check.proof(
                                            v ->
                                                    10 - v.sum(31, 29, 23, 19, 17, 13, 7, 5, 3) % 11
                                                            == v.digit(9)))
                            .levels(Levels.EVIDENCE_ONLY)
                            .evidence("vi", "mã số thuế,mst,mã số doanh nghiệp")
                            .evidence("en", "tax code,tax number,tax id")
                            .source("Thông tư 105/2020/TT-BTC"));

    private SouthAsia() {}

    private static boolean isAadhaar(Value v) {
        String number = v.toString();
        boolean palindrome = new StringBuilder(number).reverse().toString().equals(number);
        return !palindrome && Verhoeff.isValid(v, 0, 12);
    }

    private static boolean isGstin(Value v) {
        int sum = 0;
        for (int i = 0; i < 14; i++) {
            int product = v.digit(i) * (i % 2 + 1);
            sum += product / 36 + product % 36;
        }
        long state = v.number(0, 2);
        return state >= 1
                && (state <= 38 || state >= 96)
                && v.charAt(12) != '0'
                && (36 - sum % 36) % 36 == v.digit(14);
    }

    /** Day of the year, with 500 added for women. */
    private static boolean isSriLankan(Value v) {
        long day = v.length() == 10 ? v.number(2, 5) : v.number(4, 7);
        return (day >= 1 && day <= 366) || (day >= 501 && day <= 866);
    }

    private static boolean isNric(Value v) {
        char series = v.charAt(0);
        int offset = series == 'T' || series == 'G' ? 4 : series == 'M' ? 3 : 0;
        int rest = (v.sumFrom(1, 2, 7, 6, 5, 4, 3, 2) + offset) % 11;
        String letters =
                series == 'M' ? "KLJNPQRTUWX" : series <= 'G' ? "XWUTRQPNMLK" : "JZIHGFEDCBA";
        return letters.charAt(series == 'M' ? 10 - rest : rest) == v.charAt(8);
    }

    private static boolean isMalaysian(Value v) {
        long place = v.number(6, 8);
        boolean exists =
                place >= 1
                        && place <= 93
                        && (place < 17 || place > 20)
                        && (place < 69 || place > 70);
        return exists && Value.isDay(v.number(0, 2), v.number(2, 4), v.number(4, 6));
    }

    private static boolean isThai(Value v) {
        int sum = v.sum(13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2);
        return (11 - sum % 11) % 10 == v.digit(12);
    }

    /** Region, day of birth (women plus 40), serial number. */
    private static boolean isNik(Value v) {
        long day = v.number(6, 8);
        long province = v.number(0, 2);
        return province >= 11
                && province <= 97
                && Value.isDay(v.number(10, 12), v.number(8, 10), day > 40 ? day - 40 : day)
                && v.number(12, 16) > 0;
    }
}
