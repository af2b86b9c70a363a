package org.signet.cli;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.signet.smime.certificate.CertificateAddresses;
import org.signet.smime.certificate.Mailbox;
import org.signet.smime.verify.Layer;
import org.signet.smime.verify.Signer;
import org.signet.smime.verify.Verdict;
import org.signet.smime.verify.Verification;

import picocli.CommandLine.Model.CommandSpec;

import java.io.IOException;
import java.io.PrintWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what was found out about a signed message. */
final class SmimeWords {
    private SmimeWords() {}

    static void write(CommandSpec spec, boolean json, Verification verification)
            throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> result = verdict(verification.verdict());
            result.put("layers", verification.layers().stream().map(SmimeWords::layer).toList());
            out.println(new ObjectMapper().writeValueAsString(result));
        } else {
            out.println(text(verification.verdict()));
            for (Layer layer : verification.layers()) {
                out.println(
                        "layer "
                                + layer.part()
                                + ": "
                                + layer.kind().code()
                                + ": "
                                + text(layer.verdict()));
                layer.signers().forEach(signer -> write(out, signer));
            }
        }
        out.flush();
    }

    private static void write(PrintWriter out, Signer signer) {
        Map<String, Object> all = signer(signer);
        out.println("  signer: " + text(signer.verdict()));
        all.forEach(
                (name, value) -> {
                    if (!List.of("verdict", "reason", "detail").contains(name)) {
                        out.println("    " + name + ": " + value);
                    }
                });
    }

    static String text(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Valid valid -> "valid";
            case Verdict.Invalid(Verdict.Reason reason, String detail) ->
                    "invalid: " + reason.code() + ": " + detail;
            case Verdict.Undecidable(Verdict.Reason reason, String detail) ->
                    "undecidable: " + reason.code() + ": " + detail;
        };
    }

    private static Map<String, Object> verdict(Verdict verdict) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("verdict", verdict.word());
        switch (verdict) {
            case Verdict.Valid valid -> {}
            case Verdict.Invalid(Verdict.Reason reason, String detail) -> {
                all.put("reason", reason.code());
                all.put("detail", detail);
            }
            case Verdict.Undecidable(Verdict.Reason reason, String detail) -> {
                all.put("reason", reason.code());
                all.put("detail", detail);
            }
        }
        return all;
    }

    private static Map<String, Object> layer(Layer layer) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("part", layer.part());
        all.put("kind", layer.kind().code());
        all.put("wholeMessage", layer.spine());
        all.putAll(verdict(layer.verdict()));
        all.put("signers", layer.signers().stream().map(SmimeWords::signer).toList());
        return all;
    }

    private static Map<String, Object> signer(Signer signer) {
        Map<String, Object> all = verdict(signer.verdict());
        if (signer.certificate() != null) {
            all.putAll(certificate(signer.certificate()));
        }
        if (signer.algorithm() != null) {
            all.put("algorithm", signer.algorithm());
        }
        if (signer.digest() != null) {
            all.put("digest", signer.digest());
        }
        if (signer.claimedTime() != null) {
            all.put("claimedTime", signer.claimedTime().toString());
        }
        if (!signer.path().isEmpty()) {
            all.put("path", signer.path().stream().map(SmimeWords::name).toList());
            all.put("revocation", signer.revocationChecked() ? "good" : "not-checked");
        }
        return all;
    }

    static Map<String, Object> certificate(X509Certificate certificate) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("subject", name(certificate));
        all.put("issuer", certificate.getIssuerX500Principal().getName());
        all.put("serial", certificate.getSerialNumber().toString(16));
        try {
            all.put(
                    "addresses",
                    CertificateAddresses.of(certificate).stream().map(Mailbox::toString).toList());
            all.put(
                    "sha256",
                    HexFormat.of()
                            .formatHex(
                                    MessageDigest.getInstance("SHA-256")
                                            .digest(certificate.getEncoded())));
        } catch (CertificateParsingException | CertificateEncodingException e) {
            all.put("addresses", List.of());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
        return all;
    }

    private static String name(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }
}
