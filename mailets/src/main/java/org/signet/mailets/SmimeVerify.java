package org.signet.mailets;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import org.apache.james.filesystem.api.FileSystem;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.ProcessingState;
import org.apache.mailet.base.GenericMailet;
import org.signet.smime.mime.Spool;
import org.signet.smime.pem.Reloaded;
import org.signet.smime.trust.Marks;
import org.signet.smime.trust.RevocationLists;
import org.signet.smime.trust.RevocationRule;
import org.signet.smime.trust.TrustStore;
import org.signet.smime.verify.Layer;
import org.signet.smime.verify.MessageVerifier;
import org.signet.smime.verify.Verdict;
import org.signet.smime.verify.Verification;
import org.signet.smime.verify.VerifyLimits;
import org.signet.smime.verify.Verifying;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Verifies S/MIME signatures of incoming mail and says what they are worth.
 *
 * <pre><code>
 * &lt;mailet match="All" class="org.signet.mailets.SmimeVerify"&gt;
 *   &lt;trust&gt;file://conf/signet/roots/&lt;/trust&gt;
 *   &lt;invalidProcessor&gt;quarantine&lt;/invalidProcessor&gt;
 * &lt;/mailet&gt;
 * </code></pre>
 *
 * <table>
 * <caption>Parameters</caption>
 * <tr><td>trust</td><td>required: a folder of trusted roots, {@code *.pem, *.crt, *.cer, *.der}, of
 *   which those that signed themselves are roots and the others help to find a way to one. Changes
 *   are noticed within ten seconds.</td></tr>
 * <tr><td>certificates</td><td>a folder, or several, separated by white space or commas, whose files
 *   {@code blocked} and {@code trusted} name single certificates by their fingerprints. A signature by a blocked one, or with one above it, is
 *   invalid; a trusted one needs no chain. While the files cannot be read, every signature is
 *   undecidable. Default: none.</td></tr>
 * <tr><td>crls</td><td>a folder of revocation lists, {@code *.crl, *.pem, *.der}. If there is any
 *   list in it, or in the mail, all certificates must be found good in lists that are in force;
 *   otherwise the verdict is undecidable. Default: none, revocation is not looked at.</td></tr>
 * <tr><td>revocation</td><td>{@code off} (default): nobody is asked. {@code prefer}: responders
 *   (OCSP) and lists that the certificates name are asked; what is not known to be revoked passes.
 *   {@code require}: what is not known to be good is undecidable.</td></tr>
 * <tr><td>revocationHosts</td><td>hosts, as {@code host} or {@code host:port} with commas between,
 *   that may be asked at private addresses and other ports than 80; default: none.</td></tr>
 * <tr><td>revocationTimeout</td><td>for one answer; default {@code PT10S}, at most {@code
 *   PT1M}.</td></tr>
 * <tr><td>fromCheck</td><td>{@code true} (default): the signers must be those in From.</td></tr>
 * <tr><td>legacy</td><td>{@code true} accepts SHA-1, DSA and RSA of 1024 bits; default {@code
 *   false}.</td></tr>
 * <tr><td>invalidProcessor, undecidableProcessor, notSignedProcessor</td><td>the processor that
 *   gets mail with such a verdict; default: none, it goes on. Mail that is signed in part only
 *   counts as invalid.</td></tr>
 * <tr><td>harvest</td><td>a folder of its own, writable, where the certificates of authors are stored
 *   whose mail is valid and whose signers all have a chain to a root; for {@code SmimeEncrypt} to
 *   read. Failures are logged and change nothing for the mail. Default: none.</td></tr>
 * <tr><td>harvestPerDay</td><td>new certificates a day (UTC) for one domain, 1 to 10000; default
 *   {@code 100}.</td></tr>
 * <tr><td>subjectTag</td><td>text that is put before the subject of mail with an invalid signature,
 *   such as {@code [signature invalid]}; default: none.</td></tr>
 * </table>
 *
 * <p>The verdict goes on with the mail as the attributes {@code signet.smime.verdict} ({@code
 * valid}, {@code invalid}, {@code undecidable}), {@code signet.smime.reason} and {@code
 * signet.smime.layers} (a list, one text for each layer), which {@code HasSmimeVerdict} asks for,
 * and for people as the header fields {@code X-Signet-Smime-Verdict} and {@code
 * X-Signet-Smime-Signer}. Fields of these names that came with the mail are removed first.
 *
 * <p>A message that cannot be read is an exception, so that {@code onMailetException} decides;
 * {@code ignore} is refused there. A damaged signature is no exception but a verdict.
 */
public class SmimeVerify extends GenericMailet {
    static final AttributeName VERDICT = AttributeName.of("signet.smime.verdict");
    static final AttributeName REASON = AttributeName.of("signet.smime.reason");
    static final AttributeName LAYERS = AttributeName.of("signet.smime.layers");
    static final String VERDICT_FIELD = "X-Signet-Smime-Verdict";
    static final String SIGNER_FIELD = "X-Signet-Smime-Signer";

    private static final Logger LOGGER = LoggerFactory.getLogger(SmimeVerify.class);

    private record Configuration(
            Reloaded<TrustStore> trust,
            Optional<Reloaded<RevocationLists>> lists,
            RevocationRule revocation,
            Supplier<Marks> marks,
            boolean fromCheck,
            boolean legacy,
            Optional<String> invalid,
            Optional<String> undecidable,
            Optional<String> notSigned,
            Optional<String> tag,
            Optional<Harvester> harvester) {}

    private final FileSystem files;
    private final Clock clock;
    private Configuration configuration;

    @Inject
    @SuppressWarnings("NullAway.Init") // James calls init before anything else.
    public SmimeVerify(FileSystem files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    @Override
    public void init() throws MessagingException {
        Parameters parameters =
                Parameters.of(
                        getMailetConfig(),
                        SmimeVerify.class,
                        "trust",
                        "certificates",
                        "crls",
                        "revocation",
                        "revocationHosts",
                        "revocationTimeout",
                        "fromCheck",
                        "legacy",
                        "invalidProcessor",
                        "undecidableProcessor",
                        "notSignedProcessor",
                        "subjectTag",
                        "harvest",
                        "harvestPerDay");
        Optional<FolderParameter> lists = FolderParameter.optional(parameters, "crls", files);
        List<FolderParameter> marked = FolderParameter.several(parameters, "certificates", files);
        configuration =
                new Configuration(
                        RevocationParameters.roots(parameters, files, clock, LOGGER),
                        lists.isEmpty()
                                ? Optional.empty()
                                : Optional.of(
                                        lists.get()
                                                .load(
                                                        parameters,
                                                        RevocationLists::load,
                                                        clock,
                                                        LOGGER)),
                        RevocationParameters.rule(parameters, clock),
                        FolderParameter.marks(marked, parameters, "certificates", clock),
                        parameters.flag("fromCheck", true),
                        parameters.flag("legacy", false),
                        parameters.optional("invalidProcessor"),
                        parameters.optional("undecidableProcessor"),
                        parameters.optional("notSignedProcessor"),
                        parameters.optional("subjectTag"),
                        Harvester.of(parameters, files));
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        Verification verification;
        try (Spool message = MessageBytes.read(mail.getMessage())) {
            Verifying rules = rules();
            verification = new MessageVerifier(rules, Spool::inTemporaryFolder).verify(message);
            configuration
                    .harvester()
                    .ifPresent(each -> each.take(mail.getName(), message, verification, rules));
        } catch (IOException e) {
            throw new MessagingException("Mail cannot be verified: " + e.getMessage(), e);
        }
        LOGGER.info("{}: {}", mail.getName(), words(verification.verdict()));
        attach(mail, verification);
        mark(mail.getMessage(), verification);
        route(mail, verification.verdict());
    }

    private Verifying rules() {
        return new Verifying(
                        configuration.trust().get(),
                        configuration
                                .lists()
                                .map(Reloaded::get)
                                .orElse(RevocationLists.NONE)
                                .lists(),
                        clock.instant(),
                        configuration.fromCheck(),
                        configuration.legacy(),
                        true,
                        VerifyLimits.DEFAULT)
                .with(configuration.revocation())
                .with(configuration.marks().get());
    }

    private static void attach(Mail mail, Verification verification) {
        mail.setAttribute(new Attribute(VERDICT, AttributeValue.of(verification.verdict().word())));
        mail.setAttribute(new Attribute(REASON, AttributeValue.of(reason(verification.verdict()))));
        List<AttributeValue<?>> layers = new ArrayList<>();
        for (Layer layer : verification.layers()) {
            layers.add(
                    AttributeValue.of(
                            layer.part()
                                    + " "
                                    + layer.kind().code()
                                    + " "
                                    + words(layer.verdict())));
        }
        mail.setAttribute(new Attribute(LAYERS, AttributeValue.of(layers)));
    }

    private void mark(MimeMessage message, Verification verification) throws MessagingException {
        message.removeHeader(VERDICT_FIELD);
        message.removeHeader(SIGNER_FIELD);
        message.addHeader(VERDICT_FIELD, words(verification.verdict()));
        if (verification.verdict() instanceof Verdict.Valid) {
            message.addHeader(SIGNER_FIELD, signers(verification));
        }
        if (verification.verdict() instanceof Verdict.Invalid(Verdict.Reason reason, String why)
                && reason != Verdict.Reason.NOT_SIGNED
                && configuration.tag().isPresent()) {
            String subject = message.getHeader("Subject", null);
            message.setHeader(
                    "Subject", configuration.tag().get() + (subject == null ? "" : " " + subject));
        }
    }

    private static String signers(Verification verification) {
        return verification.layers().stream()
                .filter(Layer::spine)
                .flatMap(layer -> layer.signers().stream())
                .flatMap(signer -> signer.addresses().stream())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private void route(Mail mail, Verdict verdict) {
        Optional<String> processor =
                switch (verdict) {
                    case Verdict.Valid valid -> Optional.empty();
                    case Verdict.Invalid(Verdict.Reason reason, String why) ->
                            reason == Verdict.Reason.NOT_SIGNED
                                    ? configuration.notSigned()
                                    : configuration.invalid();
                    case Verdict.Undecidable open -> configuration.undecidable();
                };
        processor.ifPresent(mail::setState);
    }

    /** The verdict and its reason, without the detail, in which a sender may have a say. */
    private static String words(Verdict verdict) {
        String reason = reason(verdict);
        return verdict.word() + (reason.isEmpty() ? "" : " (" + reason + ")");
    }

    private static String reason(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Valid valid -> "";
            case Verdict.Invalid(Verdict.Reason reason, String detail) -> reason.code();
            case Verdict.Undecidable(Verdict.Reason reason, String detail) -> reason.code();
        };
    }

    @Override
    public Collection<ProcessingState> requiredProcessingState() {
        return Stream.of(
                        configuration.invalid(),
                        configuration.undecidable(),
                        configuration.notSigned())
                .flatMap(Optional::stream)
                .distinct()
                .map(ProcessingState::new)
                .toList();
    }

    @Override
    public String getMailetInfo() {
        return "Verifies S/MIME signatures";
    }
}
