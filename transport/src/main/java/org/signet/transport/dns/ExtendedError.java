package org.signet.transport.dns;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What an answer says of its own failure, in a number and in words (RFC 8914 §2).
 *
 * <p>It explains and never decides: anybody on the path can write it. The text is cut and cleaned,
 * because it ends up in logs and bounces.
 *
 * @param code the info code, such as 7 for an expired signature
 * @param text the words that came with it, often none
 */
public record ExtendedError(int code, String text) {
    private static final int MOST_TEXT = 120;

    /** RFC 8914 §4.2: DNSSEC Bogus and the codes that say why something is. */
    private static final Set<Integer> BOGUS =
            Set.of(
                    ExtendedErrorCodeOption.DNSSEC_BOGUS,
                    ExtendedErrorCodeOption.SIGNATURE_EXPIRED,
                    ExtendedErrorCodeOption.SIGNATURE_NOT_YET_VALID,
                    ExtendedErrorCodeOption.DNSKEY_MISSING,
                    ExtendedErrorCodeOption.RRSIGS_MISSING,
                    ExtendedErrorCodeOption.NO_ZONE_KEY_BIT_SET,
                    ExtendedErrorCodeOption.NSEC_MISSING,
                    ExtendedErrorCodeOption.SIGNATURE_EXPIRED_BEFORE_VALID);

    public ExtendedError {
        if (code < 0 || code > 0xffff) {
            throw new IllegalArgumentException("'" + code + "' is no code of RFC 8914");
        }
        String clean = text.replaceAll("[^\\x20-\\x7e]", "?").strip();
        text = clean.length() > MOST_TEXT ? clean.substring(0, MOST_TEXT) + "..." : clean;
    }

    /** Reads the first one of a response. */
    static Optional<ExtendedError> of(Message response) {
        OPTRecord opt = response.getOPT();
        if (opt == null) {
            return Optional.empty();
        }
        return opt.getOptions(EDNSOption.Code.EDNS_EXTENDED_ERROR).stream()
                .filter(ExtendedErrorCodeOption.class::isInstance)
                .map(ExtendedErrorCodeOption.class::cast)
                .map(option -> of(option.getErrorCode(), option.getText()))
                .findFirst();
    }

    private static ExtendedError of(int code, @Nullable String text) {
        return new ExtendedError(code, text == null ? "" : text);
    }

    /** Tells whether the server says that DNSSEC is what failed. */
    boolean saysBogus() {
        return BOGUS.contains(code);
    }

    /** Returns the registered name of the code, such as {@code signature expired}. */
    public String name() {
        String name = ExtendedErrorCodeOption.text(code);
        return name == null ? "" : name.replace('_', ' ').toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "extended DNS error "
                + code
                + (name().isEmpty() ? "" : ", " + name())
                + (text.isEmpty() ? "" : ": " + text);
    }
}
