package org.signet.smime.verify;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * What a signer gives others to encrypt to him with. None of it is judged yet, save that his own
 * certificate made a valid signature.
 *
 * @param own the certificate that the signature fits
 * @param preferred the one in the message that he named for it in what he signed (RFC 8551 §2.5.3)
 * @param others certificates that may lie on the way from one of them to a root
 * @param lists revocation lists at hand
 */
public record EncryptionOffer(
        X509Certificate own,
        Optional<X509Certificate> preferred,
        List<X509Certificate> others,
        List<X509CRL> lists) {
    public EncryptionOffer {
        others = List.copyOf(others);
        lists = List.copyOf(lists);
    }
}
