package org.signet.mailets;

import jakarta.mail.MessagingException;

import org.apache.james.filesystem.api.FileSystem;
import org.apache.mailet.MailetConfig;
import org.signet.matchers.MailAuthor;
import org.signet.smime.headers.HeaderProtection;
import org.signet.smime.key.SigningKeys;
import org.signet.smime.pem.Reloaded;
import org.signet.smime.sign.SignatureForm;
import org.signet.smime.sign.SigningOptions;
import org.signet.smime.sign.SigningRules;
import org.signet.smime.sign.SigningRules.Trait;
import org.slf4j.Logger;

import java.time.Clock;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The parameters of {@link SmimeSign}, whose documentation says what they mean. */
record SmimeSignSettings(
        Reloaded<SigningKeys> keys,
        OnNoKey onNoKey,
        MailAuthor author,
        SigningOptions options,
        SigningRules rules) {
    /** What happens to mail that there is no key for. */
    enum OnNoKey {
        PASS,
        BOUNCE,
        ATTRIBUTE,
        ERROR
    }

    /** What happens to mail with some trait. */
    private enum Rule {
        SIGN,
        PASS
    }

    private static final Map<Trait, String> RULES =
            new EnumMap<>(
                    Map.of(
                            Trait.SIGNED, "alreadySigned",
                            Trait.ENCRYPTED, "alreadyEncrypted",
                            Trait.CALENDAR, "calendar",
                            Trait.BOUNCE, "bounces",
                            Trait.LIST, "lists"));

    static SmimeSignSettings of(MailetConfig config, FileSystem files, Clock clock, Logger logger)
            throws MessagingException {
        Parameters parameters =
                Parameters.of(
                        config,
                        SmimeSign.class,
                        "keys",
                        "globalKey",
                        "onNoKey",
                        "requireAuthentication",
                        "opaque",
                        "pss",
                        "protectHeaders",
                        "alreadySigned",
                        "alreadyEncrypted",
                        "calendar",
                        "bounces",
                        "lists");
        Optional<String> global = parameters.optional("globalKey");
        Reloaded<SigningKeys> keys =
                FolderParameter.required(parameters, "keys", files)
                        .load(
                                parameters,
                                folder -> SigningKeys.load(folder, global, clock.instant()),
                                clock,
                                logger);
        keys.get()
                .skipped()
                .forEach(key -> logger.warn("{} is not used: {}", key.file(), key.why()));
        SigningRules rules = rules(parameters);
        return new SmimeSignSettings(
                keys,
                parameters.choice("onNoKey", OnNoKey.PASS),
                new MailAuthor(
                        parameters.flag("requireAuthentication", true),
                        !rules.passed().contains(Trait.BOUNCE)),
                new SigningOptions(
                        parameters.flag("opaque", false)
                                ? SignatureForm.OPAQUE
                                : SignatureForm.DETACHED,
                        parameters.flag("pss", false),
                        parameters.choice("protectHeaders", HeaderProtection.NONE)),
                rules);
    }

    private static SigningRules rules(Parameters parameters) throws MessagingException {
        Set<Trait> passed = EnumSet.noneOf(Trait.class);
        for (Map.Entry<Trait, String> rule : RULES.entrySet()) {
            if (parameters.choice(rule.getValue(), Rule.PASS) == Rule.PASS) {
                passed.add(rule.getKey());
            }
        }
        return new SigningRules(passed);
    }
}
