package org.signet.classification.types.catalog;

import static org.signet.classification.types.SensitiveType.type;

import org.signet.classification.types.Check;
import org.signet.classification.types.Family;
import org.signet.classification.types.Rank;
import org.signet.classification.types.SensitiveType;
import org.signet.classification.types.Value;
import org.signet.classification.types.checksum.Luhn;

import java.util.List;

/**
 * Payment cards. They are written in one run of digits, or in the groups that are printed on cards;
 * other groupings would be found by chance in tables of numbers all the time.
 */
final class PaymentCards {
    static final List<SensitiveType> TYPES = List.of(paymentCard());

    private PaymentCards() {}

    private static SensitiveType paymentCard() {
        return type("payment-card", "Payment card number")
                .family(Family.FINANCE)
                .rank(Rank.CARD)
                .format("\\d{14,19}", "\\d{4} \\d{4} \\d{4} \\d{4}( \\d{1,3})?")
                .format("\\d{4} \\d{6} \\d{4,5}", "\\d{6} \\d{13}")
                .check("Luhn, prefix and length of a network", Check.proof(PaymentCards::isCard))
                .evidence(
                        "en",
                        "visa,mastercard,master card,maestro,amex,american express,diners club,"
                                + "discover card,jcb,unionpay,union pay,rupay,cvv,cvv2,cvc,cvc2,cid code,"
                                + "card verification,verification code,security code,credit card,"
                                + "creditcard,debit card,debitcard,bank card,card number,cardnumber,"
                                + "card no,card holder,cardholder,name on card,pan number,expiry,"
                                + "expiry date,expiration,expires,exp date,valid thru,valid until,"
                                + "visa card,elo,mir card,primary account number,ccn,credit cards")
                .evidence(
                        "de",
                        "kreditkarte,kreditkartennummer,kartennummer,karteninhaber,prüfziffer,"
                                + "prüfnummer,gültig bis,ablaufdatum,kreditkarten")
                .evidence(
                        "fr",
                        "carte bancaire,carte de crédit,carte bleue,numéro de carte,"
                                + "titulaire de la carte,cryptogramme,date d'expiration")
                .evidence(
                        "es",
                        "tarjeta de crédito,tarjeta de débito,número de tarjeta,"
                                + "código de seguridad,fecha de caducidad,fecha de vencimiento")
                .evidence(
                        "it",
                        "carta di credito,numero di carta,codice di sicurezza,data di scadenza")
                .evidence(
                        "pt",
                        "cartão de crédito,número do cartão,código de segurança,"
                                + "data de validade")
                .evidence("nl", "creditcardnummer,kaartnummer,vervaldatum")
                .evidence("pl", "karta kredytowa,numer karty,data ważności")
                .evidence("ru", "кредитная карта,номер карты")
                .evidence("ja", "クレジットカード,カード番号,有効期限")
                .evidence("zh", "信用卡,卡号,有效期")
                .evidence("ko", "신용카드,카드번호")
                .evidence("sv", "kortnummer,kreditkort,utgångsdatum")
                .evidence("da", "kreditkort,udløbsdato")
                .evidence("nb", "kredittkort,utløpsdato")
                .evidence("fi", "luottokortti,kortin numero")
                .evidence("tr", "kredi kartı,kart numarası,son kullanma tarihi")
                .evidence("cs", "kreditní karta,číslo karty")
                .evidence("hi", "क्रेडिट कार्ड")
                .evidenceFormat("(0?[1-9]|1[0-2])(/|-)(20)?[2-4]\\d")
                .source("ISO/IEC 7812-1:2017 annex B; ranges that the card networks publish");
    }

    private static boolean isCard(Value value) {
        return CardIssuers.isIssued(value.number(0, 6), value.length()) && Luhn.isValid(value);
    }
}
