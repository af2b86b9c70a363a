package org.signet.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates in a file, as PEM with any text between, or one as DER. */
final class CertificateFile {
    private static final Pattern PEM =
            Pattern.compile(
                    "-----BEGIN (?:X509 )?CERTIFICATE-----([^-]*)-----END (?:X509 )?CERTIFICATE-----");

    private CertificateFile() {}

    /**
     * Reads all certificates of a file, {@code -} being standard input.
     *
     * @throws IllegalArgumentException if there is none, or one that is broken
     */
    static List<X509Certificate> read(String file) throws IOException {
        byte[] octets = octets(file);
        List<X509Certificate> certificates = new ArrayList<>();
        Matcher matcher = PEM.matcher(new String(octets, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            certificates.add(parse(file, Base64.getMimeDecoder().decode(matcher.group(1).strip())));
        }
        if (certificates.isEmpty() && octets.length > 0 && octets[0] == 0x30) {
            certificates.add(parse(file, octets));
        }
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException(file + ": there is no certificate in it");
        }
        return List.copyOf(certificates);
    }

    private static byte[] octets(String file) throws IOException {
        if (file.equals("-")) {
            return System.in.readAllBytes();
        }
        Path path = Path.of(file);
        if (!Files.isReadable(path)) {
            throw new IllegalArgumentException(file + ": there is no such file that can be read");
        }
        return Files.readAllBytes(path);
    }

    private static X509Certificate parse(String file, byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new IllegalArgumentException(
                    file + ": a certificate in it cannot be read: " + e.getMessage(), e);
        }
    }
}
