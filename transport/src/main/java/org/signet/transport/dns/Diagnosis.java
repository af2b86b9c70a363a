package org.signet.transport.dns;

import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Says what is plainly wrong with a response that did not validate, in the codes of RFC 8914 §4.
 *
 * <p>The validator knows more, but mostly reports "bogus". An operator wants to hear whose
 * signature is how old. It decides nothing: it is asked after the response was found bogus.
 */
final class Diagnosis {
    private Diagnosis() {}

    static Optional<ExtendedError> of(Message response, Instant now) {
        for (int section : new int[] {Section.ANSWER, Section.AUTHORITY}) {
            for (RRset set : response.getSectionRRsets(section)) {
                Optional<ExtendedError> error = ofSet(set, section, now);
                if (error.isPresent()) {
                    return error;
                }
            }
        }
        boolean denial = response.getSection(Section.ANSWER).isEmpty();
        boolean proven =
                response.getSection(Section.AUTHORITY).stream()
                        .anyMatch(r -> r.getType() == Type.NSEC || r.getType() == Type.NSEC3);
        return denial && !proven && response.getRcode() != Rcode.SERVFAIL
                ? Optional.of(error(ExtendedErrorCodeOption.NSEC_MISSING, response))
                : Optional.empty();
    }

    private static Optional<ExtendedError> ofSet(RRset set, int section, Instant now) {
        List<RRSIGRecord> signatures = set.sigs();
        if (signatures.isEmpty()) {
            // Of a denial without proof the SOA is not worth a word.
            return section == Section.ANSWER
                    ? Optional.of(error(ExtendedErrorCodeOption.RRSIGS_MISSING, set, ""))
                    : Optional.empty();
        }
        if (signatures.stream().allMatch(signature -> signature.getExpire().isBefore(now))) {
            Instant last =
                    signatures.stream()
                            .map(RRSIGRecord::getExpire)
                            .max(Instant::compareTo)
                            .orElseThrow();
            return Optional.of(
                    error(ExtendedErrorCodeOption.SIGNATURE_EXPIRED, set, " at " + last));
        }
        if (signatures.stream().allMatch(signature -> signature.getTimeSigned().isAfter(now))) {
            return Optional.of(
                    error(
                            ExtendedErrorCodeOption.SIGNATURE_NOT_YET_VALID,
                            set,
                            " until " + signatures.get(0).getTimeSigned()));
        }
        return Optional.empty();
    }

    private static ExtendedError error(int code, RRset set, String more) {
        return new ExtendedError(code, Type.string(set.getType()) + " of " + set.getName() + more);
    }

    private static ExtendedError error(int code, Message response) {
        return new ExtendedError(
                code,
                Type.string(response.getQuestion().getType())
                        + " of "
                        + response.getQuestion().getName());
    }
}
