/**
 * Sensitive information types: what a value of each looks like, what proves it, and how sure that
 * makes one.
 *
 * <p>A {@link org.signet.classification.types.SensitiveType} has formats (or tokens, or a finder),
 * a check, and words of evidence. A check says how well a value fits: {@code NO} (wrong check
 * digit, prefix or date), {@code PLAUSIBLE} (the form only) or {@code CERTAIN} (what the issuer
 * made checkable is right). Fit and evidence within 300 characters on either side give the
 * confidence ({@link org.signet.classification.types.Levels}): by default 65 for a right check
 * digit alone, 75 for the form with evidence, 85 for both. The form alone is never reported.
 *
 * <p>{@link org.signet.classification.types.SensitiveTypes} knows the built-in types by id. A
 * {@link org.signet.classification.types.Finding} says where a value stands, never what it is.
 */
@NullMarked
package org.signet.classification.types;

import org.jspecify.annotations.NullMarked;
