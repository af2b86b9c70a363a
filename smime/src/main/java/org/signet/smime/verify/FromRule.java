package org.signet.smime.verify;

import org.signet.smime.certificate.CertificateAddresses;
import org.signet.smime.certificate.Mailbox;
import org.signet.smime.headers.Authors;
import org.signet.smime.mime.Header;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether those who signed are those who wrote (RFC 8550 §3). */
final class FromRule {
    private FromRule() {}

    /**
     * Decides.
     *
     * @param header that of the message
     * @param signers the certificates of those who signed
     */
    static Verdict decide(Header header, Collection<X509Certificate> signers) {
        Optional<List<Mailbox>> authors = Authors.of(header);
        if (authors.isEmpty()) {
            return mismatch(
                    "it cannot be told who wrote it: From is missing, twice, or unreadable");
        }
        Set<Mailbox> named = new LinkedHashSet<>();
        for (X509Certificate signer : signers) {
            try {
                named.addAll(CertificateAddresses.of(signer));
            } catch (CertificateParsingException e) {
                return mismatch("the addresses in the certificate cannot be read");
            }
        }
        for (Mailbox author : authors.get()) {
            if (!named.contains(author)) {
                return mismatch("From is " + author + ", the certificate is for " + words(named));
            }
        }
        return new Verdict.Valid();
    }

    /**
     * RFC 9788 §4.4: the author inside what was signed is the author; readers see the one outside.
     */
    static Verdict compare(Header outside, Header inside) {
        if (inside.all("From").isEmpty()) {
            return new Verdict.Valid();
        }
        return Authors.of(outside).isPresent() && Authors.of(outside).equals(Authors.of(inside))
                ? new Verdict.Valid()
                : mismatch("From is not the one that was signed");
    }

    private static String words(Set<Mailbox> named) {
        return named.isEmpty()
                ? "nobody's address"
                : String.join(", ", named.stream().map(Mailbox::toString).toList());
    }

    private static Verdict.Invalid mismatch(String detail) {
        return new Verdict.Invalid(Verdict.Reason.FROM_MISMATCH, detail);
    }
}
