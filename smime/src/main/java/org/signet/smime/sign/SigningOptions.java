package org.signet.smime.sign;

/**
 * What an operator chooses about signatures; the rest follows from the key.
 *
 * @param pss whether RSA signs with PSS instead of PKCS#1 v1.5
 */
public record SigningOptions(SignatureForm form, boolean pss) {
    /** What every receiver can verify. */
    public static final SigningOptions DEFAULT = new SigningOptions(SignatureForm.DETACHED, false);
}
