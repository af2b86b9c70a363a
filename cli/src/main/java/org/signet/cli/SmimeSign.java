package org.signet.cli;

import org.jspecify.annotations.Nullable;
import org.signet.smime.certificate.Fitness;
import org.signet.smime.certificate.KeyKind;
import org.signet.smime.certificate.Validity;
import org.signet.smime.headers.HeaderProtection;
import org.signet.smime.key.Credential;
import org.signet.smime.key.SigningKey;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.pem.KeyFile;
import org.signet.smime.pem.UnusableFileException;
import org.signet.smime.sign.MessageSigner;
import org.signet.smime.sign.SignatureForm;
import org.signet.smime.sign.Signing;
import org.signet.smime.sign.SigningOptions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Signs a message. */
@Command(
        name = "sign",
        description = {
            "Sign a message. The kind of the key decides the algorithm: RSA, ECDSA, Ed25519, Ed448,"
                    + " ML-DSA. From and Sender stay as they are.",
            "Exit status: 0 signed, 1 refused (more structure than is allowed), 2 wrong usage, 3"
                    + " the message or the output cannot be read or written."
        },
        mixinStandardHelpOptions = true)
final class SmimeSign implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private KeyOptions keys;

    @Option(
            names = "--chain",
            paramLabel = "FILE",
            description = "certificates to send along, PEM; roots in it are left out")
    private @Nullable Path chain;

    @Option(
            names = "--opaque",
            description =
                    "application/pkcs7-mime with the content inside; default: multipart/signed")
    private boolean opaque;

    @Option(names = "--pss", description = "RSA-PSS instead of PKCS#1 v1.5; RSA keys only")
    private boolean pss;

    @Option(
            names = "--protect-headers",
            description = "sign the header fields too (RFC 9788, hp=clear)")
    private boolean protectHeaders;

    @Option(
            names = "--for-encryption",
            description =
                    "with --protect-headers, for a message that is encrypted next: say which fields"
                            + " are to be confidential (hp=cipher, HP-Outer)")
    private boolean forEncryption;

    @Option(
            names = "--cms",
            description =
                    "sign the input as it stands, not as a message, and write CMS alone: DER"
                            + " without the content, or with --opaque BER with it")
    private boolean cms;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private ResultOptions result;

    @Parameters(
            arity = "0..1",
            paramLabel = "MAIL",
            description = "the message; default: standard input")
    private @Nullable Path mail;

    @Override
    public Integer call() throws IOException {
        try (MailFile message = MailFile.open(mail)) {
            SigningKey key = key();
            if (pss && key.kind().family() != KeyKind.Family.RSA) {
                return result.usage("--pss: the key is " + word(key.kind()) + "; allowed: RSA");
            }
            if (Validity.at(key.certificate(), Clock.systemUTC().instant()) != Validity.VALID) {
                result.warn("the certificate is not valid now; receivers will not accept it");
            }
            MessageSigner signer =
                    new MessageSigner(Clock.systemUTC(), new SecureRandom(), options());
            return result.write(out -> sign(signer, message, key, out));
        } catch (UnusableFileException e) {
            return result.usage(e.why() + "; allowed: " + e.allowed());
        } catch (IllegalArgumentException e) {
            return result.usage(String.valueOf(e.getMessage()));
        }
    }

    private SigningOptions options() {
        if (forEncryption && !protectHeaders) {
            throw new IllegalArgumentException("--for-encryption is only for --protect-headers");
        }
        HeaderProtection whenProtected =
                forEncryption ? HeaderProtection.CIPHER : HeaderProtection.CLEAR;
        return new SigningOptions(
                opaque ? SignatureForm.OPAQUE : SignatureForm.DETACHED,
                pss,
                protectHeaders ? whenProtected : HeaderProtection.NONE);
    }

    /** Of several keys in a file the one that may sign. */
    private SigningKey key() throws UnusableFileException {
        List<Credential> all = keys.read();
        List<Credential> fit =
                all.stream()
                        .filter(
                                each ->
                                        Fitness.decide(each.certificate(), Fitness.Use.SIGN)
                                                instanceof Fitness.Fit)
                        .toList();
        if (fit.size() > 1) {
            throw new IllegalArgumentException(
                    fit.get(0).file()
                            + ": there are "
                            + fit.size()
                            + " keys in it that sign; allowed: one");
        }
        Credential chosen = fit.isEmpty() ? all.get(0) : fit.get(0);
        return SigningKey.of(
                chain == null
                        ? chosen
                        : chosen.with(KeyFile.readPem(chain, Optional.empty()).certificates()));
    }

    private Map<String, Object> sign(
            MessageSigner signer, MessageSource message, SigningKey key, OutputStream out)
            throws IOException {
        Map<String, Object> verdict = new LinkedHashMap<>();
        verdict.put("verdict", "signed");
        verdict.put("key", word(key.kind()));
        if (cms) {
            signer.signContent(message, key, out);
            return verdict;
        }
        switch (signer.sign(message, key, out)) {
            case Signing.Signed(String micalg, boolean robust) -> {
                verdict.put("micalg", micalg);
                verdict.put("robust", robust);
            }
            case Signing.Refused(var limit) -> {
                verdict.put("verdict", "refused");
                verdict.put("reason", word(limit));
            }
        }
        return verdict;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
