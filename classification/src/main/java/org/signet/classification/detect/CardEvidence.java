package org.signet.classification.detect;

import org.signet.classification.text.Normaliser;

import java.util.List;

/**
 * Words that make it likely that a number near them is a payment card number: networks, the names
 * of a card, of its security code and of its expiry, in some languages.
 */
final class CardEvidence {
    /** How far from the number the whole word may stand, in characters. */
    static final int WINDOW = 300;

    static final List<String> WORDS =
            List.of(
                            "visa",
                            "mastercard",
                            "master card",
                            "maestro",
                            "amex",
                            "american express",
                            "diners club",
                            "discover card",
                            "jcb",
                            "unionpay",
                            "union pay",
                            "rupay",
                            "cvv",
                            "cvv2",
                            "cvc",
                            "cvc2",
                            "cid code",
                            "card verification",
                            "verification code",
                            "security code",
                            "credit card",
                            "creditcard",
                            "debit card",
                            "debitcard",
                            "bank card",
                            "card number",
                            "cardnumber",
                            "card no",
                            "card holder",
                            "cardholder",
                            "name on card",
                            "pan number",
                            "expiry",
                            "expiry date",
                            "expiration",
                            "expires",
                            "exp date",
                            "valid thru",
                            "valid until",
                            "kreditkarte",
                            "kreditkartennummer",
                            "kartennummer",
                            "karteninhaber",
                            "prüfziffer",
                            "prüfnummer",
                            "gültig bis",
                            "ablaufdatum",
                            "carte bancaire",
                            "carte de crédit",
                            "carte bleue",
                            "numéro de carte",
                            "titulaire de la carte",
                            "cryptogramme",
                            "date d'expiration",
                            "tarjeta de crédito",
                            "tarjeta de débito",
                            "número de tarjeta",
                            "código de seguridad",
                            "fecha de caducidad",
                            "fecha de vencimiento",
                            "carta di credito",
                            "numero di carta",
                            "codice di sicurezza",
                            "data di scadenza",
                            "cartão de crédito",
                            "número do cartão",
                            "código de segurança",
                            "data de validade",
                            "creditcardnummer",
                            "kaartnummer",
                            "vervaldatum",
                            "karta kredytowa",
                            "numer karty",
                            "data ważności",
                            "кредитная карта",
                            "номер карты",
                            "クレジットカード",
                            "カード番号",
                            "有効期限",
                            "信用卡",
                            "卡号",
                            "有效期",
                            "신용카드",
                            "카드번호")
                    .stream()
                    .map(Normaliser::normalise)
                    .distinct()
                    .toList();

    private CardEvidence() {}
}
