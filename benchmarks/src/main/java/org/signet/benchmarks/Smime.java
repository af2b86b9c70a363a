package org.signet.benchmarks;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.smime.SMIMECapabilitiesAttribute;
import org.bouncycastle.asn1.smime.SMIMECapability;
import org.bouncycastle.asn1.smime.SMIMECapabilityVector;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.signet.smime.certificate.KeyKind;
import org.signet.smime.encrypt.ContentCipher;
import org.signet.smime.encrypt.EncryptionOptions;
import org.signet.smime.encrypt.MessageEncrypter;
import org.signet.smime.key.SigningKey;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.provider.Providers;
import org.signet.smime.sign.MessageSigner;
import org.signet.smime.sign.SigningOptions;
import org.signet.testing.TestCa;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * How many messages of 10 kB does a processor sign in a second, and how many megabytes does it
 * encrypt? The whole way is measured, MIME in and MIME out, by the processor time of one thread.
 * Beside it: the raw signature of the JDK, James's way to sign, and one {@code openssl cms} process
 * for each message.
 *
 * <pre>bin/bench smime [--seconds 3] [--rounds 5] [--octets 10240] [--megabytes 100]</pre>
 */
final class Smime {
    static final List<String> OPTIONS = List.of("seconds", "rounds", "octets", "megabytes");
    private static final String OURS = "sign RSA-2048";
    private static final String RAW = "raw RSA-2048 of the JDK";
    private static final String JAMES = "RSA-2048 in the way of James's SMIMESign";
    private static final int MEGABYTE = 1024 * 1024;
    private static final int OPENSSL_PROCESSES = 100;

    private final Options options;
    private final SecureRandom random = new SecureRandom();
    private final Map<KeyKind, SigningKey> keys = new EnumMap<>(KeyKind.class);
    private final TestCa ca = TestCa.root("Root").intermediate("CA");

    /** One operation, done again and again. */
    @FunctionalInterface
    private interface Operation {
        void run() throws Exception;
    }

    Smime(Options options) {
        this.options = options;
    }

    void run() throws Exception {
        TestCa.Identity rsa = ca.person("a@example.org").key(TestCa.KeyKind.RSA_2048).issue();
        TestCa.Identity p256 = ca.person("a@example.org").issue();
        byte[] message = message(options.number("octets", 10_240));
        Map<String, Operation> contenders = new LinkedHashMap<>();
        contenders.put(OURS, () -> sign(message, rsa, KeyKind.RSA));
        contenders.put(RAW, raw(rsa));
        contenders.put(JAMES, () -> james(message, rsa));
        contenders.put("sign P-256", () -> sign(message, p256, KeyKind.EC_P256));
        contenders.put(
                "encrypt for RSA-2048",
                () -> encrypt(MessageSource.of(message), rsa, ContentCipher.AES_256_GCM));
        Map<String, Double> rates = rates(contenders);
        rates.forEach((name, rate) -> System.out.printf("%s: %.0f a second%n", name, rate));
        System.out.printf("ours of the raw rate: %.2f%n", ratio(rates, OURS, RAW));
        System.out.printf("ours against James: %.2f%n", ratio(rates, OURS, JAMES));
        System.out.printf(
                "openssl cms -sign, a process each, P-256: %.0f a second (of the clock)%n",
                openssl(message, p256));
        large(rsa);
    }

    private static double ratio(Map<String, Double> rates, String one, String other) {
        return rates.getOrDefault(one, 0.0) / rates.getOrDefault(other, 1.0);
    }

    /**
     * Operations a second of processor time: the median of rounds in which all take their turn, so
     * that what slows the machine slows all of them. The first round warms up.
     */
    private Map<String, Double> rates(Map<String, Operation> contenders) throws Exception {
        Map<String, List<Double>> all = new LinkedHashMap<>();
        for (int round = 0; round <= options.number("rounds", 5); round++) {
            for (Map.Entry<String, Operation> each : contenders.entrySet()) {
                double rate = measure(each.getValue());
                if (round > 0) {
                    all.computeIfAbsent(each.getKey(), unused -> new ArrayList<>()).add(rate);
                }
            }
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        all.forEach((name, rates) -> medians.put(name, median(rates)));
        return medians;
    }

    private static double median(List<Double> rates) {
        List<Double> sorted = rates.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private double measure(Operation operation) throws Exception {
        long wanted = options.number("seconds", 3) * 1_000_000_000L;
        long before = processorTime();
        long count = 0;
        while (processorTime() - before < wanted) {
            operation.run();
            count++;
        }
        return count / ((processorTime() - before) / 1e9);
    }

    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static byte[] message(int octets) {
        StringBuilder text =
                new StringBuilder("From: a@example.org\r\nSubject: bench\r\nMIME-Version: 1.0\r\n");
        text.append("Content-Type: text/plain\r\n\r\n");
        Random letters = new Random(1);
        while (text.length() < octets) {
            for (int i = 0; i < 70; i++) {
                text.append((char) ('a' + letters.nextInt(26)));
            }
            text.append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private void sign(byte[] message, TestCa.Identity identity, KeyKind kind) throws Exception {
        SigningKey key = key(identity, kind);
        new MessageSigner(Clock.systemUTC(), random, SigningOptions.DEFAULT)
                .sign(
                        MessageSource.of(message),
                        key,
                        new ByteArrayOutputStream(message.length * 2));
    }

    private SigningKey key(TestCa.Identity identity, KeyKind kind) throws Exception {
        SigningKey known = keys.get(kind);
        if (known == null) {
            known =
                    new SigningKey(
                            KeyFactory.getInstance(
                                            kind == KeyKind.RSA ? "RSA" : "EC",
                                            kind == KeyKind.RSA
                                                    ? Providers.rsa()
                                                    : Providers.bouncyCastle())
                                    .generatePrivate(
                                            new PKCS8EncodedKeySpec(identity.key().getEncoded())),
                            identity.certificate(),
                            List.of(ca.certificate()),
                            kind,
                            Set.of(),
                            Set.of(),
                            Path.of("bench"),
                            Optional.empty());
            keys.put(kind, known);
        }
        return known;
    }

    private Operation raw(TestCa.Identity identity) {
        byte[] attributes = new byte[400];
        return () -> {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(identity.key(), random);
            signature.update(attributes);
            signature.sign();
        };
    }

    /**
     * What {@code SMIMEKeyHolder.generate} of James 3.8.1 asks of Bouncy Castle, with SHA-256 in
     * the place of SHA-1, and without the JavaMail around it.
     */
    private static void james(byte[] message, TestCa.Identity identity) throws Exception {
        SMIMECapabilityVector capabilities = new SMIMECapabilityVector();
        capabilities.addCapability(SMIMECapability.dES_EDE3_CBC);
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        attributes.add(new SMIMECapabilitiesAttribute(capabilities));
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(
                new JcaSimpleSignerInfoGeneratorBuilder()
                        .setProvider(Providers.bouncyCastle())
                        .setSignedAttributeGenerator(new AttributeTable(attributes))
                        .build("SHA256withRSA", identity.key(), identity.certificate()));
        generator.addCertificates(new JcaCertStore(identity.chain()));
        byte[] signature =
                generator.generate(new CMSProcessableByteArray(message), false).getEncoded();
        ByteArrayOutputStream out = new ByteArrayOutputStream(message.length * 2);
        out.write(message);
        out.write(Base64.getMimeEncoder().encode(signature));
    }

    private double openssl(byte[] message, TestCa.Identity identity) throws Exception {
        Path folder = Files.createTempDirectory("signet-bench");
        Files.write(folder.resolve("m"), message);
        Files.writeString(folder.resolve("key"), identity.keyPem());
        Files.writeString(folder.resolve("crt"), identity.certificatePem());
        ProcessBuilder builder =
                new ProcessBuilder(
                                "openssl", "cms", "-sign", "-in", "m", "-signer", "crt", "-inkey",
                                "key", "-out", "s")
                        .directory(folder.toFile());
        long before = System.nanoTime();
        for (int i = 0; i < OPENSSL_PROCESSES; i++) {
            if (builder.start().waitFor() != 0) {
                throw new IllegalStateException("openssl cms failed");
            }
        }
        return OPENSSL_PROCESSES / ((System.nanoTime() - before) / 1e9);
    }

    private void encrypt(MessageSource message, TestCa.Identity identity, ContentCipher cipher)
            throws Exception {
        encrypt(message, identity, cipher, OutputStream.nullOutputStream());
    }

    private void encrypt(
            MessageSource message, TestCa.Identity identity, ContentCipher cipher, OutputStream out)
            throws Exception {
        new MessageEncrypter(random)
                .encrypt(
                        message, Set.of(identity.certificate()), EncryptionOptions.of(cipher), out);
    }

    /** A message of one large attachment, in base64, read from memory and written to nothing. */
    private void large(TestCa.Identity identity) throws Exception {
        int megabytes = options.number("megabytes", 100);
        byte[] piece = new byte[76 * MEGABYTE / 78 / 76 * 57];
        new Random(1).nextBytes(piece);
        byte[] lines = Base64.getMimeEncoder().encode(piece);
        MessageSource message = () -> repeated(lines, megabytes);
        for (ContentCipher cipher : List.of(ContentCipher.AES_256_GCM, ContentCipher.AES_256_CBC)) {
            ByteArrayOutputStream encrypted =
                    new ByteArrayOutputStream(megabytes * MEGABYTE / 2 * 3);
            encrypt(message, identity, cipher, encrypted);
            SmimeOpening opening = new SmimeOpening(identity);
            byte[] all = encrypted.toByteArray();
            report("encrypt", cipher, megabytes, () -> encrypt(message, identity, cipher));
            report("decrypt", cipher, megabytes, () -> opening.open(all));
        }
    }

    private void report(String what, ContentCipher cipher, int megabytes, Operation operation)
            throws Exception {
        List<Double> rates = new ArrayList<>();
        for (int round = 0; round <= options.number("rounds", 5); round++) {
            long before = processorTime();
            operation.run();
            if (round > 0) {
                rates.add(megabytes / ((processorTime() - before) / 1e9));
            }
        }
        System.out.printf(
                "%s %d MB with %s: %.0f MB a second%n", what, megabytes, cipher, median(rates));
    }

    private static InputStream repeated(byte[] lines, int times) throws IOException {
        byte[] head =
                "From: a@example.org\r\nContent-Type: application/x\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII);
        byte[] end = {'\r', '\n'};
        List<InputStream> all = new ArrayList<>();
        all.add(new ByteArrayInputStream(head));
        for (int i = 0; i < times; i++) {
            all.add(new ByteArrayInputStream(lines));
            all.add(new ByteArrayInputStream(end));
        }
        return new SequenceInputStream(Collections.enumeration(all));
    }
}
