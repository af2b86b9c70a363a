/**
 * The built-in types as data, each with its check: {@link
 * org.signet.classification.types.catalog.Catalog} lists the classes, one for each family or
 * region.
 *
 * <p>To find a type, search for its id, such as {@code "de-tax-id"}. To add one, add it to the list
 * of its class with formats, check, evidence words of the languages in which people write about it,
 * and the document that the rule is from; then add examples to the table of the tests and run the
 * test that writes the table in {@code docs/classification.md}.
 */
@NullMarked
package org.signet.classification.types.catalog;

import org.jspecify.annotations.NullMarked;
