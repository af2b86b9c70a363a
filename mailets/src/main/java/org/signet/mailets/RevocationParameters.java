package org.signet.mailets;

import jakarta.mail.MessagingException;

import org.apache.james.filesystem.api.FileSystem;
import org.signet.smime.pem.Reloaded;
import org.signet.smime.revocation.OnlineRevocation;
import org.signet.smime.revocation.RevocationSettings;
import org.signet.smime.trust.Marks;
import org.signet.smime.trust.RecipientTrust;
import org.signet.smime.trust.RevocationRule;
import org.signet.smime.trust.TrustStore;
import org.slf4j.Logger;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The parameters {@code trust}, {@code revocation}, {@code revocationHosts} and {@code
 * revocationTimeout}, which mean the same in all mailets that have them.
 */
final class RevocationParameters {
    private static final String TRUST = "trust";
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private enum Word {
        OFF,
        PREFER,
        REQUIRE
    }

    private RevocationParameters() {}

    /** The roots, which must be given. */
    static Reloaded<TrustStore> roots(
            Parameters parameters, FileSystem files, Clock clock, Logger logger)
            throws MessagingException {
        return FolderParameter.required(parameters, TRUST, files)
                .load(parameters, TrustStore::load, clock, logger);
    }

    /** Which certificates of recipients are believed: all but blocked ones without roots. */
    static Supplier<RecipientTrust> trust(
            Parameters parameters,
            FileSystem files,
            Clock clock,
            Logger logger,
            Supplier<Marks> marks)
            throws MessagingException {
        RevocationRule rule = rule(parameters, clock);
        if (parameters.isGiven(TRUST)) {
            Reloaded<TrustStore> roots = roots(parameters, files, clock, logger);
            return () -> RecipientTrust.byChain(roots.get(), rule, marks.get());
        }
        if (rule.demand() != RevocationRule.Demand.LISTS_AT_HAND) {
            throw parameters.refuse(
                    "revocation",
                    parameters.optional("revocation").orElse(""),
                    "nobody can be asked about certificates without roots",
                    "it together with trust");
        }
        return () -> RecipientTrust.byFolder(marks.get());
    }

    static RevocationRule rule(Parameters parameters, Clock clock) throws MessagingException {
        return switch (parameters.choice("revocation", Word.OFF)) {
            case OFF -> off(parameters);
            case PREFER -> online(RevocationRule.Demand.PREFER, parameters, clock);
            case REQUIRE -> online(RevocationRule.Demand.REQUIRE, parameters, clock);
        };
    }

    private static RevocationRule off(Parameters parameters) throws MessagingException {
        for (String name : Set.of("revocationHosts", "revocationTimeout")) {
            if (parameters.isGiven(name)) {
                throw parameters.refuse(
                        name,
                        parameters.optional(name).orElse(""),
                        "nobody is asked where revocation is off",
                        "it together with revocation prefer or require");
            }
        }
        return RevocationRule.LISTS;
    }

    private static RevocationRule online(
            RevocationRule.Demand demand, Parameters parameters, Clock clock)
            throws MessagingException {
        RevocationSettings usual = RevocationSettings.DEFAULT;
        Duration timeout = parameters.duration("revocationTimeout", usual.timeout());
        if (!timeout.isPositive() || timeout.compareTo(LONGEST) > 0) {
            throw parameters.refuse(
                    "revocationTimeout", timeout.toString(), "it is out of range", "up to PT1M");
        }
        Set<String> hosts =
                Arrays.stream(parameters.optional("revocationHosts").orElse("").split(",", -1))
                        .map(String::strip)
                        .filter(host -> !host.isEmpty())
                        .collect(Collectors.toSet());
        return RevocationRule.of(
                demand,
                new OnlineRevocation(
                        new RevocationSettings(true, true, timeout, usual.mostListBytes(), hosts),
                        clock,
                        new SecureRandom()));
    }
}
