package org.signet.classification.types.catalog;

import static org.signet.classification.types.SensitiveType.type;

import org.signet.classification.types.Check;
import org.signet.classification.types.Family;
import org.signet.classification.types.Fit;
import org.signet.classification.types.Levels;
import org.signet.classification.types.Rank;
import org.signet.classification.types.SensitiveType;
import org.signet.classification.types.Value;
import org.signet.classification.types.checksum.Iso7064;

import java.util.List;

/** Numbers of China, Hong Kong, Macau, Taiwan, Japan and Korea. */
final class EastAsia {
    static final List<SensitiveType> TYPES =
            List.of(
                    type("cn-resident-id", "Chinese resident identity card number")
                            .family(Family.NATIONAL_ID, "CN")
                            .rank(Rank.CARD)
                            .format("\\d{17}[0-9X]", "\\d{6} \\d{8} \\d{3}[0-9X]")
                            .check(
                                    "ISO 7064 MOD 11-2, date of birth",
                                    Check.proof(EastAsia::isResident))
                            .evidence("zh", "身份证,身份證,身份证号,身份证号码,身份证件,公民身份号码,居民身份证,证件号码")
                            .evidence(
                                    "en",
                                    "resident id,resident identity,identity card,id card,chinese id")
                            .source("GB 11643-1999"),
                    type("cn-passport", "Chinese passport number")
                            .family(Family.TRAVEL_DOCUMENT, "CN")
                            .formatWithEvidence("[EG]\\d{8}", "E\\l\\d{7}")
                            .evidence("zh", "护照,护照号,护照号码,護照")
                            .evidence("en", "passport,passport number,passport no")
                            .source("National Immigration Administration; ICAO Doc 9303 part 4"),
                    type("cn-uscc", "Chinese unified social credit code")
                            .family(Family.TAX_ID, "CN")
                            .rank(Rank.CARD)
                            .format("[1-9AYN]\\w\\d{6}\\w{10}")
                            .check(
                                    "weights powers of 3, mod 31",
                                    Check.proof(EastAsia::isCreditCode))
                            .evidence("zh", "统一社会信用代码,社会信用代码,纳税人识别号,税号")
                            .evidence("en", "social credit code,tax id")
                            .source("GB 32100-2015"),
                    type("hk-hkid", "Hong Kong identity card number")
                            .family(Family.NATIONAL_ID, "HK")
                            .format("\\l{1,2}\\d{6}~[0-9A]", "\\l{1,2}\\d{6}\\([0-9A]\\)")
                            .check("weights 9 to 2, mod 11", Check.proof(EastAsia::isHongKong))
                            .evidence("zh", "香港身份證,身份證,身份證號碼,香港身份证,身份证")
                            .evidence(
                                    "en",
                                    "hkid,hong kong id,identity card,hong kong identity card,id card,"
                                            + "id number")
                            .source(
                                    "Registration of Persons Ordinance cap. 177; Immigration Department"),
                    type("tw-national-id", "Taiwanese national identification number")
                            .family(Family.NATIONAL_ID, "TW")
                            .format("[A-Z][1289]\\d{8}")
                            .check(
                                    "letter as two digits, weights 1,9 to 1, mod 10",
                                    Check.proof(EastAsia::isTaiwan))
                            .evidence("zh", "身分證,身分證字號,身份證,身分證號碼,國民身分證,統一證號,居留證")
                            .evidence("en", "national id,identification number,taiwan id,arc")
                            .source("戶籍法; 內政部, 國民身分證統一編號"),
                    type("tw-ubn", "Taiwanese business number (UBN)")
                            .family(Family.TAX_ID, "TW")
                            .format("\\d{8}")
                            .check(
                                    "weights 1,2,1,2,1,2,4,1, digit sums mod 5",
                                    Check.proof(EastAsia::isBusiness))
                            .levels(Levels.EVIDENCE_ONLY)
                            .evidence("zh", "統一編號,統編,營利事業,公司統編")
                            .evidence("en", "ubn,tax id,business number")
                            .source("財政部, 營利事業統一編號檢查碼邏輯修正說明 (2023)"),
                    type("jp-my-number", "Japanese individual number (My Number)")
                            .family(Family.NATIONAL_ID, "JP")
                            .format("\\d{4}~\\d{4}~\\d{4}")
                            .check(
                                    "weights 6,5,4,3,2,7,6,5,4,3,2 mod 11",
                                    Check.proof(EastAsia::isMyNumber))
                            .evidence("ja", "マイナンバー,個人番号,マイナンバーカード,通知カード,個人番号カード")
                            .evidence("en", "my number,individual number")
                            .source("行政手続における特定の個人を識別するための番号の利用等に関する法律; 総務省令第85号 (2014)"),
                    type("jp-corporate-number", "Japanese corporate number")
                            .family(Family.TAX_ID, "JP")
                            .format("[1-9]\\d{12}", "T[1-9]\\d{12}", "[1-9]~\\d{4}~\\d{4}~\\d{4}")
                            .check("weights 1,2 mod 9", Check.proof(EastAsia::isCorporate))
                            .evidence("ja", "法人番号,登録番号,適格請求書,インボイス")
                            .evidence("en", "corporate number,invoice registration")
                            .source("国税庁, 法人番号の指定等に関する省令 (2014)"),
                    type("jp-passport", "Japanese passport number")
                            .family(Family.TRAVEL_DOCUMENT, "JP")
                            .formatWithEvidence("\\l{2}\\d{7}")
                            .evidence("ja", "旅券,旅券番号,パスポート,パスポート番号")
                            .evidence("en", "passport,passport number,passport no")
                            .source("旅券法; ICAO Doc 9303 part 4"),
                    type("jp-driving-licence", "Japanese driving licence number")
                            .family(Family.LICENCE, "JP")
                            .formatWithEvidence("\\d{12}")
                            .evidence("ja", "運転免許証,免許証番号,運転免許,免許証")
                            .evidence("en", "driving licence,driver's license,driving license")
                            .source("警察庁, 運転免許証の番号"),
                    type("kr-rrn", "Korean resident registration number")
                            .family(Family.NATIONAL_ID, "KR")
                            .format("\\d{6}~[0-9]\\d{6}")
                            .check(
                                    "weights 2 to 9, mod 11, date of birth (since October 2020: none)",
                                    EastAsia::korean)
                            .evidence("ko", "주민등록번호,주민번호,외국인등록번호,주민등록,생년월일")
                            .evidence("en", "resident registration,rrn,alien registration")
                            .source("주민등록법 시행규칙; 행정안전부 (random digits since 5 October 2020)"),
                    type("kr-passport", "Korean passport number")
                            .family(Family.TRAVEL_DOCUMENT, "KR")
                            .formatWithEvidence("[MSROD]\\d{8}", "[MSROD]\\d{3}\\l\\d{4}")
                            .evidence("ko", "여권,여권번호")
                            .evidence("en", "passport,passport number,passport no")
                            .source("여권법; ICAO Doc 9303 part 4"),
                    type("kr-brn", "Korean business registration number")
                            .family(Family.TAX_ID, "KR")
                            .format("\\d{3}-\\d{2}-\\d{5}", "\\d{10}")
                            .check(
                                    "weights 1,3,7,1,3,7,1,3,5 mod 10",
                                    Check.proof(EastAsia::isBusinessRegistration))
                            .evidence("ko", "사업자등록번호,사업자번호,사업자 등록번호")
                            .evidence("en", "business registration,brn")
                            .source("부가가치세법; 국세청"));

    private EastAsia() {}

    private static final String CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final String TAIWAN = "ABCDEFGHJKLMNPQRSTUVXYWZIO";

    private static boolean isResident(Value v) {
        return v.digit(0) > 0
                && Value.isDate(v.number(6, 10), v.number(10, 12), v.number(12, 14))
                && v.number(6, 10) > 1850
                && v.number(6, 10) < 2100
                && Iso7064.isMod112(v, 0, 18);
    }

    private static boolean isCreditCode(Value v) {
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < 17; i++) {
            int value = CREDIT.indexOf(v.charAt(i));
            if (value < 0) {
                return false;
            }
            sum += value * weight;
            weight = weight * 3 % 31;
        }
        return CREDIT.charAt((31 - sum % 31) % 31) == v.charAt(17);
    }

    /** One letter counts as if a blank (36) stood before it. */
    private static boolean isHongKong(Value v) {
        int letters = v.length() - 7;
        int sum = letters == 1 ? 9 * 36 : 9 * v.digit(0);
        sum += 8 * v.digit(letters - 1) + v.sumFrom(letters, 7, 6, 5, 4, 3, 2);
        int check = (11 - sum % 11) % 11;
        return check == v.digit(v.length() - 1);
    }

    private static boolean isTaiwan(Value v) {
        int letter = TAIWAN.indexOf(v.charAt(0)) + 10;
        int sum = letter / 10 + letter % 10 * 9 + v.sumFrom(1, 8, 7, 6, 5, 4, 3, 2, 1, 1);
        return sum % 10 == 0;
    }

    private static boolean isBusiness(Value v) {
        int sum = 0;
        for (int i = 0; i < 8; i++) {
            int product = v.digit(i) * ("12121241".charAt(i) - '0');
            sum += product / 10 + product % 10;
        }
        return sum % 5 == 0 || (v.digit(6) == 7 && (sum + 1) % 5 == 0);
    }

    private static boolean isMyNumber(Value v) {
        int rest = v.sum(6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
        return (rest < 2 ? 0 : 11 - rest) == v.digit(11);
    }

    private static boolean isCorporate(Value v) {
        int at = v.charAt(0) == 'T' ? 1 : 0;
        int sum = v.sumFrom(at + 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1);
        return 9 - sum % 9 == v.digit(at);
    }

    private static Fit korean(Value v) {
        int check = (11 - v.sum(2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5) % 11) % 10;
        if (!Value.isDay(v.number(0, 2), v.number(2, 4), v.number(4, 6))) {
            return Fit.NO;
        }
        if (check == v.digit(12)) {
            return Fit.CERTAIN;
        }
        boolean random = "3478".indexOf(v.charAt(6)) >= 0 && v.digit(0) > 1 && v.digit(0) < 4;
        return Fit.possible(random);
    }

    private static boolean isBusinessRegistration(Value v) {
        int sum = v.sum(1, 3, 7, 1, 3, 7, 1, 3, 5) + v.digit(8) * 5 / 10;
        return v.number(0, 3) > 100 && (10 - sum % 10) % 10 == v.digit(9);
    }
}
