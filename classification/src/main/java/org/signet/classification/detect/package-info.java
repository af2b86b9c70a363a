/**
 * What stands in the texts of a message: words of the policy, and payment card numbers.
 *
 * <p>{@link org.signet.classification.detect.Detector} is made once from a policy. Each message
 * gets one {@link org.signet.classification.detect.Scan}, which takes one text after the other and
 * looks at each character once: an Aho-Corasick automaton over the words of all classes moves one
 * state on, and a digit lengthens the current run of digits. Only where a word ends or a run of
 * digits ends is anything checked. The time is proportional to the text, whatever the text is;
 * {@link org.signet.classification.detect.Scan#work} counts it.
 *
 * <p>A payment card number is 14 to 19 digits in one run, or in the groups that are printed on
 * cards, that begin with a prefix of a card network of that length ({@link
 * org.signet.classification.detect.NumberBlock}) and end with the right check digit (Luhn, ISO/IEC
 * 7812-1 annex B). Alone it has confidence 65; with a word such as "cvv" or an expiry date within
 * 300 characters on either side it has 85. Numbers are counted by value, each once.
 *
 * <p>Nothing that was matched leaves this package: findings hold counts and places only. Not
 * implemented: other number types (IBAN, national identity numbers), regular expressions, numbers
 * of 12 and 13 digits (old Visa and Maestro; they cannot be told from article and telephone
 * numbers), numbers spread over table cells.
 */
@NullMarked
package org.signet.classification.detect;

import org.jspecify.annotations.NullMarked;
