package org.signet.classification.types.catalog;

import static org.signet.classification.types.SensitiveType.type;

import org.signet.classification.types.Check;
import org.signet.classification.types.Family;
import org.signet.classification.types.SensitiveType;
import org.signet.classification.types.Value;

import java.util.List;

/** Numbers of Ukraine, Russia, Belarus and Kazakhstan. */
final class EasternEurope {
    static final List<SensitiveType> TYPES =
            List.of(
                    type("ua-rnokpp", "Ukrainian taxpayer number (RNOKPP)")
                            .family(Family.TAX_ID, "UA")
                            .format("\\d{10}")
                            .check(
                                    "weights -1,5,7,9,4,6,10,5,7 mod 11 mod 10",
                                    Check.proof(
                                            v ->
                                                    Math.floorMod(
                                                                            v.sum(
                                                                                    -1, 5, 7, 9, 4,
                                                                                    6, 10, 5, 7),
                                                                            11)
                                                                    % 10
                                                            == v.digit(9)))
                            .evidence(
                                    "uk",
                                    "рнокпп,іпн,ідентифікаційний номер,ідентифікаційний код,податковий номер,"
                                            + "інн")
                            .evidence("ru", "инн,идентификационный номер")
                            .evidence("en", "taxpayer number,tax number,tax id")
                            .source("Податковий кодекс України ст. 70; Наказ Мінфіну 822"),
                    type("ru-inn", "Russian taxpayer number (INN)")
                            .family(Family.TAX_ID, "RU")
                            .format("\\d{10}", "\\d{12}")
                            .check("weighted sums mod 11 mod 10", Check.proof(EasternEurope::isInn))
                            .evidence(
                                    "ru",
                                    "инн,идентификационный номер налогоплательщика,налогоплательщика")
                            .evidence("en", "inn,taxpayer,tax number")
                            .source("Приказ ФНС России ММВ-7-6/435@"),
                    type("ru-snils", "Russian pension insurance number (SNILS)")
                            .family(Family.NATIONAL_ID, "RU")
                            .format(
                                    "\\d{3}~\\d{3}~\\d{3}~\\d{2}",
                                    "\\d{3}-\\d{3}-\\d{3}(_|-)\\d{2}")
                            .formatWithEvidence("\\d{11}")
                            .check("weights 9 to 1, mod 101", Check.proof(EasternEurope::isSnils))
                            .evidence(
                                    "ru",
                                    "снилс,страховой номер,пенсионного страхования,пенсионное страхование")
                            .evidence("en", "snils,pension insurance")
                            .source("Федеральный закон 27-ФЗ; Постановление Правления ПФР 192п"),
                    type("ru-passport", "Russian passport number")
                            .family(Family.NATIONAL_ID, "RU")
                            .formatWithEvidence(
                                    "\\d{4}~\\d{6}", "\\d{2}~\\d{2}~\\d{6}", "\\d{2}~\\d{7}")
                            .evidence(
                                    "ru",
                                    "паспорт,серия и номер,паспортные данные,паспорта,номер паспорта,"
                                            + "загранпаспорт")
                            .evidence("en", "passport,passport number,passport no")
                            .source("Постановление Правительства РФ 2267 от 23.12.2023"),
                    type("by-personal-number", "Belarusian personal number")
                            .family(Family.NATIONAL_ID, "BY")
                            .format("[1-7]\\d{6}[ABCEHKM]\\d{3}\\l{2}\\d")
                            .check("weights 7,3,1 mod 10", Check.proof(EasternEurope::isBelarusian))
                            .evidence("be", "ідэнтыфікацыйны нумар,асабісты нумар")
                            .evidence("ru", "личный номер,идентификационный номер,паспорт")
                            .evidence("en", "personal number,identification number,passport")
                            .source(
                                    "Указ Президента Республики Беларусь 294 от 3.06.2008; СТБ 1132"),
                    type("kz-iin", "Kazakh individual or business identification number (IIN, BIN)")
                            .family(Family.NATIONAL_ID, "KZ")
                            .format("\\d{12}")
                            .check(
                                    "two rounds of weights mod 11",
                                    Check.proof(EasternEurope::isIin))
                            .evidence("kk", "жсн,жеке сәйкестендіру нөмірі,бсн")
                            .evidence("ru", "иин,бин,индивидуальный идентификационный")
                            .evidence("en", "iin,bin,individual identification number")
                            .source("Закон Республики Казахстан 223-III о национальных реестрах"));

    private EasternEurope() {}

    private static boolean isInn(Value v) {
        if (v.length() == 10) {
            return v.sum(2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10 == v.digit(9);
        }
        return v.sum(7, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10 == v.digit(10)
                && v.sum(3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10 == v.digit(11);
    }

    private static boolean isSnils(Value v) {
        return v.number(0, 9) > 1_001_998
                && v.sum(9, 8, 7, 6, 5, 4, 3, 2, 1) % 101 % 100 == v.number(9, 11);
    }

    private static boolean isBelarusian(Value v) {
        int sum = v.sum(7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1, 7) % 10;
        return Value.isDay(v.number(5, 7), v.number(3, 5), v.number(1, 3)) && sum == v.digit(13);
    }

    private static boolean isIin(Value v) {
        int check = v.sum(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11) % 11;
        if (check == 10) {
            check = v.sum(3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2) % 11;
        }
        boolean person =
                v.digit(4) < 4 && Value.isDay(v.number(0, 2), v.number(2, 4), v.number(4, 6));
        boolean business = v.digit(4) >= 4 && v.digit(4) <= 6 && v.number(2, 4) <= 12;
        return (person || business) && check == v.digit(11);
    }
}
