/**
 * Check digits: systems that several issuers use.
 *
 * <p>{@link org.signet.classification.types.checksum.Luhn} (ISO/IEC 7812-1 annex B), {@link
 * org.signet.classification.types.checksum.Iso7064} (ISO/IEC 7064: MOD 97-10, MOD 11-2, MOD 11,10,
 * MOD 37,36), {@link org.signet.classification.types.checksum.Verhoeff} and {@link
 * org.signet.classification.types.checksum.Damm}. Sums with weights stand at the type that uses
 * them ({@link org.signet.classification.types.Value#sum}). A system that catches more errors lets
 * fewer random numbers pass: one of 10 (Luhn, Verhoeff), of 11, or of 97.
 */
@NullMarked
package org.signet.classification.types.checksum;

import org.jspecify.annotations.NullMarked;
