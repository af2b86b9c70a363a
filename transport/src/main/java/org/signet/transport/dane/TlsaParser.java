package org.signet.transport.dane;

import org.jspecify.annotations.Nullable;
import org.signet.transport.dane.Tlsa.Unusable;
import org.signet.transport.dane.Tlsa.Unusable.Why;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads TLSA records (RFC 6698 §2.1) and the full certificates and keys in them. */
final class TlsaParser {
    private static final Pattern PRESENTATION =
            Pattern.compile(
                    "\\s*(\\d{1,3})\\s+(\\d{1,3})\\s+(\\d{1,3})((?:\\s+[0-9A-Fa-f]+)*)\\s*");
    private static final List<String> KEY_KINDS = List.of("RSA", "EC", "EdDSA", "ML-DSA");
    private static final int SHOWN_OCTETS = 64;

    private TlsaParser() {}

    static Tlsa parse(byte[] rdata) {
        if (rdata.length < 4) {
            return new Unusable("\\# " + HexFormat.of().formatHex(rdata), Why.TRUNCATED);
        }
        byte[] data = Arrays.copyOfRange(rdata, 3, rdata.length);
        return judge(rdata[0] & 0xff, rdata[1] & 0xff, rdata[2] & 0xff, data);
    }

    static Tlsa parsePresentation(String text) {
        Matcher matcher = PRESENTATION.matcher(text);
        String why = "'" + text.strip() + "' is not a TLSA record such as '3 1 1 0f3c…'";
        if (!matcher.matches()) {
            throw new IllegalArgumentException(why);
        }
        String hex = matcher.group(4).replaceAll("\\s", "");
        if (hex.length() % 2 != 0) {
            throw new IllegalArgumentException(why + ": an odd number of hexadecimal digits");
        }
        byte[] rdata = new byte[3 + hex.length() / 2];
        for (int i = 0; i < 3; i++) {
            int number = Integer.parseInt(matcher.group(i + 1));
            if (number > 255) {
                throw new IllegalArgumentException(why + ": " + number + " is above 255");
            }
            rdata[i] = (byte) number;
        }
        System.arraycopy(HexFormat.of().parseHex(hex), 0, rdata, 3, hex.length() / 2);
        return parse(rdata);
    }

    private static Tlsa judge(int usage, int selector, int matching, byte[] data) {
        Optional<Selector> part = Selector.of(selector);
        Optional<MatchingType> type = MatchingType.of(matching);
        Function<Why, Tlsa> unusable =
                why -> new Unusable(shown(usage, selector, matching, data), why);
        if (usage > 3) {
            return unusable.apply(Why.UNKNOWN_USAGE);
        }
        // RFC 7672 §3.1.3: with SMTP there is no set of authorities that both sides agree on.
        if (usage < 2) {
            return unusable.apply(Why.PKIX_USAGE);
        }
        if (part.isEmpty()) {
            return unusable.apply(Why.UNKNOWN_SELECTOR);
        }
        if (type.isEmpty()) {
            return unusable.apply(Why.UNKNOWN_MATCHING_TYPE);
        }
        Why malformed = whyMalformed(part.get(), type.get(), data);
        if (malformed != null) {
            return unusable.apply(malformed);
        }
        return new Tlsa.Usable(
                usage == 2 ? CertificateUsage.DANE_TA : CertificateUsage.DANE_EE,
                part.get(),
                type.get(),
                HexFormat.of().formatHex(data));
    }

    private static @Nullable Why whyMalformed(Selector part, MatchingType type, byte[] data) {
        if (type != MatchingType.FULL) {
            return data.length == type.length() ? null : Why.WRONG_DIGEST_LENGTH;
        }
        return switch (part) {
            case CERT -> certificate(data).isPresent() ? null : Why.MALFORMED_CERTIFICATE;
            case SPKI -> publicKey(data).isPresent() ? null : Why.MALFORMED_KEY;
        };
    }

    private static String shown(int usage, int selector, int matching, byte[] data) {
        String hex =
                HexFormat.of().formatHex(data, 0, Math.min(data.length, SHOWN_OCTETS))
                        + (data.length > SHOWN_OCTETS ? "..." : "");
        return usage + " " + selector + " " + matching + " " + hex;
    }

    /** Reads a certificate that fills all of the data. */
    static Optional<X509Certificate> certificate(byte[] data) {
        try {
            X509Certificate read =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509")
                                    .generateCertificate(new ByteArrayInputStream(data));
            // Reading also takes PEM and ignores what follows; a record holds DER and no more.
            return Arrays.equals(read.getEncoded(), data) ? Optional.of(read) : Optional.empty();
        } catch (CertificateException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Reads a public key that fills all of the data. */
    static Optional<PublicKey> publicKey(byte[] data) {
        return KEY_KINDS.stream().flatMap(kind -> publicKey(kind, data).stream()).findFirst();
    }

    /** Returns nothing for a key of another kind, and for a kind that this Java does not know. */
    private static Optional<PublicKey> publicKey(String kind, byte[] data) {
        try {
            PublicKey key =
                    KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(data));
            return Arrays.equals(key.getEncoded(), data) ? Optional.of(key) : Optional.empty();
        } catch (GeneralSecurityException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
