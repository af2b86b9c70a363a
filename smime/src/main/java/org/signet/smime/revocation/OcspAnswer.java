package org.signet.smime.revocation;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.operator.OperatorCreationException;
import org.signet.smime.trust.RevocationStatus;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/**
 * What a responder said.
 *
 * @param until how long it may be used
 */
record OcspAnswer(RevocationStatus status, Instant until) {
    /** By how much clocks may differ. */
    static final Duration SKEW = Duration.ofMinutes(5);

    /** How old an answer may be that does not say how long it is good for. */
    static final Duration WITHOUT_END = Duration.ofMinutes(10);

    private static final int SUCCESSFUL = 0;

    /** Decides, at the moment when the answer came. */
    static OcspAnswer decide(byte[] encoded, OcspQuestion question, Instant now) {
        try {
            OCSPResp response = new OCSPResp(encoded);
            if (response.getStatus() != SUCCESSFUL) {
                return unknown("the responder answers with error " + response.getStatus());
            }
            return response.getResponseObject() instanceof BasicOCSPResp basic
                    ? decide(basic, question, now)
                    : unknown("the answer of the responder is of a kind that is not known");
        } catch (IOException
                | OCSPException
                | GeneralSecurityException
                | OperatorCreationException
                | RuntimeException e) {
            // The parsers throw exceptions of many kinds at damaged structures.
            return unknown("the answer of the responder cannot be read");
        }
    }

    private static OcspAnswer decide(BasicOCSPResp response, OcspQuestion question, Instant now)
            throws GeneralSecurityException, OCSPException, OperatorCreationException {
        if (!response.getCriticalExtensionOIDs().isEmpty()) {
            return unknown("the answer of the responder has a critical extension");
        }
        Optional<String> problem =
                nonceProblem(response, question)
                        .or(() -> Responder.problem(response, question.issuer(), now));
        if (problem.isPresent()) {
            return unknown(problem.get());
        }
        OcspAnswer found = unknown("the responder answers about another certificate");
        for (SingleResp single : response.getResponses()) {
            if (isAbout(single, question)) {
                OcspAnswer one = decide(single, now);
                if (one.status() instanceof RevocationStatus.Revoked) {
                    return one;
                }
                found = one;
            }
        }
        return found;
    }

    private static boolean isAbout(SingleResp single, OcspQuestion question)
            throws GeneralSecurityException, OCSPException, OperatorCreationException {
        return single.getCertID().getSerialNumber().equals(question.certificate().getSerialNumber())
                && single.getCertID()
                        .matchesIssuer(
                                new JcaX509CertificateHolder(question.issuer()),
                                OcspQuestion.digests());
    }

    /** RFC 6960 §4.4.1: an answer without one was made in advance. */
    private static Optional<String> nonceProblem(BasicOCSPResp response, OcspQuestion question) {
        Extension extension = response.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        if (extension == null) {
            return Optional.empty();
        }
        ASN1Encodable value = extension.getParsedValue();
        boolean same =
                value instanceof ASN1OctetString octets && question.hasNonce(octets.getOctets());
        return same
                ? Optional.empty()
                : Optional.of("the answer of the responder is to another question (nonce)");
    }

    /** RFC 6960 §3.2, points 5 and 6. */
    private static OcspAnswer decide(SingleResp single, Instant now) {
        Instant from = single.getThisUpdate().toInstant();
        Date next = single.getNextUpdate();
        Instant until = next == null ? from.plus(WITHOUT_END) : next.toInstant();
        if (!single.getCriticalExtensionOIDs().isEmpty()) {
            return unknown("the answer of the responder has a critical extension");
        }
        if (from.isAfter(now.plus(SKEW))) {
            return unknown("the answer of the responder begins only at " + from);
        }
        if (until.isBefore(now.minus(next == null ? Duration.ZERO : SKEW))) {
            return unknown("the answer of the responder ended at " + until);
        }
        return new OcspAnswer(status(single.getCertStatus()), until);
    }

    private static RevocationStatus status(
            @org.jspecify.annotations.Nullable CertificateStatus status) {
        if (status == null) {
            // So Bouncy Castle says good.
            return new RevocationStatus.Good();
        }
        if (!(status instanceof RevokedStatus revoked)) {
            return new RevocationStatus.Unknown("the responder does not know the certificate");
        }
        return new RevocationStatus.Revoked(
                "the responder says that it was revoked at "
                        + revoked.getRevocationTime().toInstant());
    }

    private static OcspAnswer unknown(String why) {
        return new OcspAnswer(new RevocationStatus.Unknown(why), Instant.MIN);
    }
}
