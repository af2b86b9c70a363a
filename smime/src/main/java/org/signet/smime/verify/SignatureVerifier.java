package org.signet.smime.verify;

import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.structure.CmsBody;
import org.signet.smime.trust.Certificates;
import org.signet.smime.trust.PathFinder;

import java.io.IOException;
import java.io.OutputStream;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Verifies one CMS SignedData with the content it is over. */
final class SignatureVerifier {
    /** The verdict on one signature, and on each of its signers. */
    record Result(Verdict verdict, List<Signer> signers) {
        Result {
            signers = List.copyOf(signers);
        }

        static Result of(Verdict.Reason reason, String detail) {
            return new Result(new Verdict.Invalid(reason, detail), List.of());
        }
    }

    private final PathFinder paths;
    private final Verifying rules;

    SignatureVerifier(Verifying rules) {
        this.rules = rules;
        this.paths =
                new PathFinder(rules.store(), rules.oldMail(), rules.revocation(), rules.marks());
    }

    /** Verifies a signature that stands beside its content. */
    Result detached(MessageSource signature, List<MessageSource> forms) throws IOException {
        try (CmsBody body = CmsBody.openAny(signature)) {
            return detached(body, forms);
        }
    }

    private Result detached(CmsBody body, List<MessageSource> forms) throws IOException {
        return verify(body, OutputStream.nullOutputStream(), Optional.of(forms));
    }

    /**
     * Verifies a signature that holds its content.
     *
     * @param content is given the content
     * @param reread gives it again
     */
    Result opaque(MessageSource message, OutputStream content, MessageSource reread)
            throws IOException {
        Optional<CmsBody> opened = CmsBody.open(message);
        if (opened.isEmpty()) {
            return Result.of(Verdict.Reason.MALFORMED, "it is not what its header says");
        }
        try (CmsBody body = opened.get()) {
            SignedDataOrResult read = read(body, content);
            content.close();
            return read.result().isPresent()
                    ? read.result().get()
                    : decide(read.data().orElseThrow(), List.of(reread), true);
        }
    }

    private Result verify(CmsBody body, OutputStream content, Optional<List<MessageSource>> forms)
            throws IOException {
        SignedDataOrResult read = read(body, content);
        return read.result().isPresent()
                ? read.result().get()
                : decide(read.data().orElseThrow(), forms.orElseThrow(), false);
    }

    /** What reading gave. */
    private record SignedDataOrResult(Optional<SignedData> data, Optional<Result> result) {}

    private SignedDataOrResult read(CmsBody body, OutputStream content) throws IOException {
        try {
            return new SignedDataOrResult(
                    Optional.of(SignedData.read(body, rules.limits(), content)), Optional.empty());
        } catch (LimitException e) {
            return refuse(Verdict.Reason.LIMIT_EXCEEDED, String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException damaged) {
            // The parser throws exceptions of many kinds at damaged structures.
            body.rethrowFailureOfSource();
            return body.isHeadTooLong()
                    ? refuse(
                            Verdict.Reason.LIMIT_EXCEEDED,
                            "the structure beside the content is too long")
                    : refuse(
                            Verdict.Reason.MALFORMED,
                            "the signature cannot be read: " + damaged.getMessage());
        }
    }

    private static SignedDataOrResult refuse(Verdict.Reason reason, String detail) {
        return new SignedDataOrResult(Optional.empty(), Optional.of(Result.of(reason, detail)));
    }

    private Result decide(SignedData data, List<MessageSource> forms, boolean opaque)
            throws IOException {
        if (data.signers().isEmpty()) {
            return Result.of(Verdict.Reason.NO_SIGNERS, "it is signed by nobody");
        }
        if (data.hasContent() != opaque) {
            return Result.of(
                    Verdict.Reason.MALFORMED,
                    opaque
                            ? "there is no content that was signed"
                            : "a signature beside its content holds other content");
        }
        if (rules.mail() && !data.contentType().equals(CMSObjectIdentifiers.data)) {
            return Result.of(
                    Verdict.Reason.UNSUPPORTED, "the content is of type " + data.contentType());
        }
        SignerCheck check = new SignerCheck(paths, rules.oldMail(), context(data, forms));
        List<Signer> signers = new ArrayList<>();
        Verdict all = new Verdict.Valid();
        for (SignerInfo info : data.signers()) {
            Signer signer = check.check(info);
            signers.add(signer);
            all = all.and(signer.verdict());
        }
        return new Result(all, signers);
    }

    private SignerCheck.Context context(SignedData data, List<MessageSource> forms) {
        List<X509Certificate> certificates = new ArrayList<>();
        data.certificates().forEach(der -> Certificates.parse(der).ifPresent(certificates::add));
        certificates.addAll(rules.store().intermediates());
        certificates.addAll(rules.store().roots());
        List<X509CRL> lists = new ArrayList<>(rules.lists());
        data.lists().forEach(der -> Certificates.parseList(der).ifPresent(lists::add));
        Instant at = rules.at();
        return new SignerCheck.Context(
                data.contentType(),
                forms.stream().map(Content::new).toList(),
                certificates,
                lists,
                at);
    }
}
