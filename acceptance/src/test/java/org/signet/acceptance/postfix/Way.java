package org.signet.acceptance.postfix;

import org.signet.transport.dns.DnsSettings;
import org.signet.transport.policy.InsecureMxPolicy;
import org.signet.transport.policy.TlsLevel;
import org.signet.transport.policy.TlsSettings;

import java.util.Locale;

/** One setting of both sides. */
enum Way {
    DANE("dane", TlsLevel.DANE, InsecureMxPolicy.DANE),
    DANE_ONLY("dane-only", TlsLevel.DANE_ONLY, InsecureMxPolicy.DANE),
    ENCRYPT("encrypt", TlsLevel.ENCRYPT, InsecureMxPolicy.DANE),
    MAY("may", TlsLevel.MAY, InsecureMxPolicy.DANE),
    NONE("none", TlsLevel.NONE, InsecureMxPolicy.DANE),
    /** Level {@code dane} with less for hosts found over unsigned MX records. */
    DANE_MX_ENCRYPT("mx-encrypt", TlsLevel.DANE, InsecureMxPolicy.ENCRYPT),
    DANE_MX_MAY("mx-may", TlsLevel.DANE, InsecureMxPolicy.MAY),
    /** Signet too believes what the resolver says of its answers. */
    DANE_TRUST_AD("trust-ad", TlsLevel.DANE, InsecureMxPolicy.DANE);

    private final String word;
    private final TlsLevel level;
    private final InsecureMxPolicy insecureMx;

    Way(String word, TlsLevel level, InsecureMxPolicy insecureMx) {
        this.word = word;
        this.level = level;
        this.insecureMx = insecureMx;
    }

    /** Returns the name of Postfix's service and the local part of addresses. */
    String word() {
        return word;
    }

    TlsSettings signet() {
        return TlsSettings.of(level, insecureMx);
    }

    /** Returns who validates for Signet; for Postfix it is always the resolver. */
    DnsSettings.Mode dnsMode() {
        return this == DANE_TRUST_AD ? DnsSettings.Mode.TRUST_AD : DnsSettings.Mode.VALIDATE;
    }

    /** Returns what Postfix's service is started with. */
    String postfix() {
        return "-o smtp_tls_security_level="
                + level.word()
                + " -o smtp_tls_dane_insecure_mx_policy="
                + insecureMx.name().toLowerCase(Locale.ROOT);
    }
}
