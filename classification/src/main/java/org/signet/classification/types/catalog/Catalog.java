package org.signet.classification.types.catalog;

import org.signet.classification.types.SensitiveType;

import java.util.List;
import java.util.stream.Stream;

/** All built-in types, family by family. */
public final class Catalog {
    private Catalog() {}

    public static List<SensitiveType> all() {
        return Stream.of(PaymentCards.TYPES, BankAccounts.TYPES).flatMap(List::stream).toList();
    }
}
