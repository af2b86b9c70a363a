package org.signet.smime.source;

import org.signet.smime.certificate.Mailbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.HexFormat;

/** The name below which the certificate of an address is to be found (RFC 8162 §3). */
final class SmimeaName {
    private static final int OCTETS = 28;

    private SmimeaName() {}

    static String of(Mailbox address) {
        String local = Normalizer.normalize(unquoted(address.written()), Normalizer.Form.NFC);
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(local.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, OCTETS) + "._smimecert." + address.domain();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }

    /** Without the quotes around it and without what quotes single characters. */
    private static String unquoted(String local) {
        return local.length() > 1 && local.startsWith("\"") && local.endsWith("\"")
                ? local.substring(1, local.length() - 1).replaceAll("\\\\(.)", "$1")
                : local;
    }
}
