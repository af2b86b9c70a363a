package org.signet.classification.detect;

import org.signet.classification.text.Place;

/**
 * Where something was found.
 *
 * @param offset characters before it in the text of that place, in the form in which texts are
 *     searched ({@link org.signet.classification.text.Normaliser})
 */
public record Spot(Place place, int offset) {}
