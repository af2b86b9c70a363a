package org.signet.cli;

import org.jspecify.annotations.Nullable;
import org.signet.smime.certificate.Fitness;
import org.signet.smime.certificate.Validity;
import org.signet.smime.encrypt.ContentCipher;
import org.signet.smime.encrypt.Encryption;
import org.signet.smime.encrypt.EncryptionOptions;
import org.signet.smime.encrypt.MessageEncrypter;
import org.signet.smime.encrypt.RsaPadding;
import org.signet.smime.headers.HeaderProtection;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.pem.KeyFile;
import org.signet.smime.pem.UnusableFileException;
import org.signet.smime.trust.RecipientTrust;
import org.signet.smime.trust.Trust;
import org.signet.smime.trust.TrustStore;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/** Encrypts a message. */
@Command(
        name = "encrypt",
        description = {
            "Encrypt a message for one or more certificates, of RSA, P-256, P-384, P-521, X25519,"
                    + " X448 and ML-KEM keys in any mixture.",
            "Exit status: 0 encrypted, 1 refused (more structure than is allowed, or a certificate that"
                    + " is not trusted or revoked), 2 wrong usage, 3 it could not be found out"
                    + " whether a certificate is revoked, or the message or the output cannot be"
                    + " read or written."
        },
        mixinStandardHelpOptions = true)
final class SmimeEncrypt implements Callable<Integer> {
    private static final int LARGEST_CERTIFICATE = 1024 * 1024;
    private static final byte DER_SEQUENCE = 0x30;

    @Option(
            names = "--recipient",
            required = true,
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "certificates to encrypt to, PEM or DER; repeatable. If MAIL follows, it is"
                            + " told from them by holding no certificate")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private List<Path> recipients;

    @Option(
            names = "--cipher",
            paramLabel = "CIPHER",
            description =
                    "aes256-gcm (default), aes128-gcm, aes256-cbc or aes128-cbc; with GCM the"
                            + " message is AuthEnvelopedData, with CBC EnvelopedData")
    private String cipher = "aes256-gcm";

    @Option(
            names = "--oaep",
            description = "RSA with OAEP for CBC too, which otherwise takes PKCS#1 v1.5")
    private boolean oaep;

    @Option(
            names = "--protect-headers",
            description =
                    "encrypt the header fields too, and hide the subject (RFC 9788, hcp_baseline)")
    private boolean protectHeaders;

    @Option(
            names = "--trust",
            paramLabel = "FILE",
            description =
                    "trusted roots, PEM or DER, or a folder of such files: encrypt only if every"
                            + " certificate has a chain to one of them")
    private @Nullable Path trust;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private RevocationOptions revocation;

    @Option(
            names = "--cms",
            description = "encrypt the input as it stands, not as a message, and write BER alone")
    private boolean cms;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private ResultOptions result;

    @Option(names = "--content", paramLabel = "FILE", description = "the message; the same as MAIL")
    private @Nullable Path content;

    @Parameters(
            arity = "0..1",
            paramLabel = "MAIL",
            description = "the message; default: standard input")
    private @Nullable Path mail;

    private final Set<X509Certificate> authorities = new LinkedHashSet<>();

    @Override
    public Integer call() throws IOException {
        if (trust == null && revocation.isAsked()) {
            return result.usage("--ocsp and --fetch-crls go with --trust");
        }
        try (MailFile message = MailFile.open(input())) {
            Set<X509Certificate> certificates = certificates();
            EncryptionOptions options = options();
            Optional<Integer> status = objection(certificates);
            if (status.isPresent()) {
                return status.get();
            }
            MessageEncrypter encrypter = new MessageEncrypter(new SecureRandom());
            return result.write(out -> encrypt(encrypter, message, certificates, options, out));
        } catch (UnusableFileException e) {
            return result.usage(e.why() + "; allowed: " + e.allowed());
        } catch (IllegalArgumentException e) {
            return result.usage(String.valueOf(e.getMessage()));
        }
    }

    /** Says that one is not trusted, if so, and with which status that ends. */
    private Optional<Integer> objection(Set<X509Certificate> certificates)
            throws IOException, UnusableFileException {
        RecipientTrust rule = trust();
        for (X509Certificate each : certificates) {
            switch (rule.decide(each, authorities, Clock.systemUTC().instant())) {
                case Trust.Trusted trusted -> {}
                case Trust.Untrusted(Trust.Reason reason, String detail) -> {
                    return Optional.of(
                            result.none(ExitStatus.NO, "refused", reason.code(), detail));
                }
                case Trust.Unknown(String detail) -> {
                    return Optional.of(
                            result.none(
                                    ExitStatus.UNDECIDABLE,
                                    "undecidable",
                                    "revocation-unknown",
                                    detail));
                }
            }
        }
        return Optional.empty();
    }

    private RecipientTrust trust() throws UnusableFileException {
        return trust == null
                ? RecipientTrust.BY_FOLDER
                : RecipientTrust.byChain(TrustStore.load(trust), revocation.rule());
    }

    /** The last of the files after --recipient may be the message. */
    private @Nullable Path input() throws IOException {
        if (content != null || mail != null) {
            return content != null ? content : mail;
        }
        Path last = recipients.get(recipients.size() - 1);
        if (recipients.size() == 1 || !Files.isReadable(last) || mayHoldCertificate(last)) {
            return null;
        }
        recipients = recipients.subList(0, recipients.size() - 1);
        return last;
    }

    private static boolean mayHoldCertificate(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(LARGEST_CERTIFICATE);
            return (head.length > 0 && head[0] == DER_SEQUENCE)
                    || new String(head, StandardCharsets.ISO_8859_1).contains("CERTIFICATE-----");
        }
    }

    private EncryptionOptions options() {
        EncryptionOptions options =
                EncryptionOptions.of(
                        switch (cipher.toLowerCase(Locale.ROOT)) {
                            case "aes256-gcm" -> ContentCipher.AES_256_GCM;
                            case "aes128-gcm" -> ContentCipher.AES_128_GCM;
                            case "aes256-cbc" -> ContentCipher.AES_256_CBC;
                            case "aes128-cbc" -> ContentCipher.AES_128_CBC;
                            default ->
                                    throw new IllegalArgumentException(
                                            "--cipher is '"
                                                    + cipher
                                                    + "'; allowed: aes256-gcm, aes128-gcm,"
                                                    + " aes256-cbc, aes128-cbc");
                        });
        if (oaep) {
            options = options.with(RsaPadding.OAEP);
        }
        return protectHeaders ? options.with(HeaderProtection.CIPHER) : options;
    }

    private Set<X509Certificate> certificates() throws UnusableFileException {
        Set<X509Certificate> all = new LinkedHashSet<>();
        for (Path file : recipients) {
            List<X509Certificate> inFile = KeyFile.readPem(file, Optional.empty()).certificates();
            authorities.addAll(inFile);
            List<X509Certificate> found = ofPersons(inFile);
            if (found.isEmpty()) {
                throw new UnusableFileException(
                        file, "there is no certificate in it", "one in PEM or DER");
            }
            for (X509Certificate certificate : found) {
                check(file, certificate);
                all.add(certificate);
            }
        }
        return all;
    }

    /** Those of authorities came along, unless there is nothing else, as with self-signed ones. */
    private static List<X509Certificate> ofPersons(List<X509Certificate> all) {
        List<X509Certificate> persons =
                all.stream().filter(each -> each.getBasicConstraints() < 0).toList();
        return persons.isEmpty() ? all.stream().limit(1).toList() : persons;
    }

    private void check(Path file, X509Certificate certificate) throws UnusableFileException {
        if (Fitness.decide(certificate, Fitness.Use.ENCRYPT)
                instanceof Fitness.Unfit(Fitness.Reason reason)) {
            throw new UnusableFileException(
                    file,
                    "nothing can be encrypted to the certificate: " + reason.text(),
                    "a certificate for encrypting mail");
        }
        if (Validity.at(certificate, Clock.systemUTC().instant()) != Validity.VALID) {
            result.warn(file + ": the certificate is not valid now");
        }
    }

    private Map<String, Object> encrypt(
            MessageEncrypter encrypter,
            MessageSource message,
            Set<X509Certificate> certificates,
            EncryptionOptions options,
            OutputStream out)
            throws IOException {
        Map<String, Object> verdict = new LinkedHashMap<>();
        verdict.put("verdict", "encrypted");
        verdict.put("cipher", word(options.cipher()));
        verdict.put("certificates", certificates.size());
        if (cms) {
            encrypter.encryptContent(message, certificates, options, out);
        } else if (encrypter.encrypt(message, certificates, options, out)
                instanceof Encryption.Refused(var limit)) {
            verdict.put("verdict", "refused");
            verdict.put("reason", word(limit));
        }
        return verdict;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
