package org.signet.smime.encrypt;

import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.smime.SMIMECapabilities;
import org.signet.smime.certificate.Mailbox;

import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which cipher a recipient gets: AES-256-GCM, or AES-256-CBC if his programs cannot read that.
 *
 * <p>That they cannot is said by the operator, or by the certificate itself: its extension of
 * S/MIME capabilities (RFC 4262 §2) lists what its owner decrypts. A list without GCM means CBC; no
 * list means nothing (RFC 8551 §2.7.1.2 lets the sender decide).
 *
 * @param cbcAddresses those that get CBC whatever their certificates say
 * @param cbcDomains the same for all addresses of a domain
 */
public record CipherRule(Set<Mailbox> cbcAddresses, Set<String> cbcDomains) {
    /** What the words of {@link #parse} look like. */
    public static final String ALLOWED =
            "addresses and domains with commas between, such as bob@example.com, example.net";

    private static final String EXTENSION =
            PKCSObjectIdentifiers.pkcs_9_at_smimeCapabilities.getId();

    public CipherRule {
        cbcAddresses = Set.copyOf(cbcAddresses);
        cbcDomains = Set.copyOf(cbcDomains);
    }

    /** Reads a list of addresses and domains; nothing if one of them is neither. */
    public static Optional<CipherRule> parse(String text) {
        Set<Mailbox> addresses = new LinkedHashSet<>();
        Set<String> domains = new LinkedHashSet<>();
        for (String word : text.split(",", -1)) {
            String name = word.strip();
            if (name.isEmpty() && text.isBlank()) {
                continue;
            }
            // A domain is read as that of somebody, so that both are compared in the same form.
            Optional<Mailbox> mailbox = Mailbox.parse(name.contains("@") ? name : "x@" + name);
            if (name.isEmpty() || mailbox.isEmpty()) {
                return Optional.empty();
            }
            if (name.contains("@")) {
                addresses.add(mailbox.get());
            } else {
                domains.add(mailbox.get().domain().toLowerCase(Locale.ROOT));
            }
        }
        return Optional.of(new CipherRule(addresses, domains));
    }

    public ContentCipher decide(Mailbox recipient, X509Certificate certificate) {
        return cbcAddresses.contains(recipient)
                        || cbcDomains.contains(recipient.domain())
                        || listsNoGcm(certificate)
                ? ContentCipher.AES_256_CBC
                : ContentCipher.AES_256_GCM;
    }

    private static boolean listsNoGcm(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(EXTENSION);
        if (extension == null) {
            return false;
        }
        try {
            SMIMECapabilities listed =
                    SMIMECapabilities.getInstance(
                            ASN1Sequence.getInstance(
                                    ASN1OctetString.getInstance(extension).getOctets()));
            return listed.getCapabilities(NISTObjectIdentifiers.id_aes256_GCM).isEmpty()
                    && listed.getCapabilities(NISTObjectIdentifiers.id_aes128_GCM).isEmpty();
        } catch (IllegalArgumentException unreadable) {
            return true;
        }
    }
}
