package org.signet.smime.certificate;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the mail domains that a certificate speaks for as a whole: those of a gateway.
 *
 * <p>Two ways are in use: a name of kind dNSName, and the address of a role that RFC 3183 defines,
 * {@code domain-signing-authority} (§2.3.1) for signing, {@code domain-confidentiality-authority}
 * (§4.1) for encrypting.
 */
public final class CertificateDomains {
    private static final Integer DNS_NAME = 2;

    private CertificateDomains() {}

    /** The domains, in their ASCII form and in lower case; none if it has none. */
    public static Set<String> of(X509Certificate certificate, Fitness.Use use)
            throws CertificateParsingException {
        Set<String> domains = new LinkedHashSet<>();
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        for (List<?> name : names == null ? List.<List<?>>of() : names) {
            if (DNS_NAME.equals(name.get(0)) && name.get(1) instanceof String domain) {
                // Read as the domain of an address, which is what it is compared with.
                Mailbox.parse("x@" + domain).ifPresent(box -> domains.add(box.domain()));
            }
        }
        for (Mailbox address : CertificateAddresses.of(certificate)) {
            if (address.localPart().equals(role(use))) {
                domains.add(address.domain());
            }
        }
        return domains;
    }

    private static String role(Fitness.Use use) {
        return switch (use) {
            case SIGN -> "domain-signing-authority";
            case ENCRYPT -> "domain-confidentiality-authority";
        };
    }
}
