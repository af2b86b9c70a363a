package org.signet.smime.verify;

import org.signet.smime.trust.Marks;
import org.signet.smime.trust.RevocationRule;
import org.signet.smime.trust.TrustStore;

import java.security.cert.X509CRL;
import java.time.Instant;
import java.util.List;

/**
 * The rules by which messages are verified.
 *
 * @param lists revocation lists; if there are any, here or in a message, all certificates must be
 *     found good in them
 * @param at the moment for which it is asked
 * @param fromCheck whether signers must be those in From
 * @param oldMail whether SHA-1, DSA and RSA of 1024 bits are accepted
 * @param mail whether it is mail, which has plain data in it; other CMS may have other content
 * @param revocation how much has to be known about revocation beyond the lists
 * @param marks what was said about single certificates
 */
public record Verifying(
        TrustStore store,
        List<X509CRL> lists,
        Instant at,
        boolean fromCheck,
        boolean oldMail,
        boolean mail,
        VerifyLimits limits,
        RevocationRule revocation,
        Marks marks) {
    public Verifying {
        lists = List.copyOf(lists);
    }

    /** Rules that ask nobody about revocation. */
    public Verifying(
            TrustStore store,
            List<X509CRL> lists,
            Instant at,
            boolean fromCheck,
            boolean oldMail,
            boolean mail,
            VerifyLimits limits) {
        this(
                store,
                lists,
                at,
                fromCheck,
                oldMail,
                mail,
                limits,
                RevocationRule.LISTS,
                Marks.none());
    }

    /** The same with another rule about revocation. */
    public Verifying with(RevocationRule rule) {
        return new Verifying(store, lists, at, fromCheck, oldMail, mail, limits, rule, marks);
    }

    /** The same with what was said about single certificates. */
    public Verifying with(Marks said) {
        return new Verifying(store, lists, at, fromCheck, oldMail, mail, limits, revocation, said);
    }

    /** The usual rules for mail. */
    public static Verifying of(TrustStore store, Instant at) {
        return new Verifying(store, List.of(), at, true, false, true, VerifyLimits.DEFAULT);
    }
}
