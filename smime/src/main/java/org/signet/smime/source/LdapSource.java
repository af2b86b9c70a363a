package org.signet.smime.source;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchResultListener;
import com.unboundid.ldap.sdk.SearchResultReference;

import org.signet.smime.certificate.CertificateSource;
import org.signet.smime.certificate.Mailbox;
import org.signet.smime.pem.UnusableFileException;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * A directory that is asked by LDAP. Connections are kept for the next question; a server that
 * cannot be used is passed over for the next one in the list.
 */
public final class LdapSource implements CertificateSource, AutoCloseable {
    /** More people of one address are a mistake in the filter, or an answer without an end. */
    private static final int MOST_ENTRIES = 20;

    private static final int MOST_CONNECTIONS = 4;
    private static final long LONGEST_CONNECTION = 5L * 60 * 1000;
    private static final Set<String> ATTRIBUTES = Set.of("usercertificate", "usersmimecertificate");
    private static final String[] ASKED = {
        "userCertificate;binary",
        "userCertificate",
        "userSMIMECertificate;binary",
        "userSMIMECertificate"
    };

    private final LdapSettings settings;
    private final LDAPConnectionPool pool;

    private LdapSource(LdapSettings settings, LDAPConnectionPool pool) {
        this.settings = settings;
        this.pool = pool;
    }

    /** Connects to nobody yet: a directory that is down does not stop a mail server's start. */
    public static LdapSource open(LdapSettings settings) throws UnusableFileException {
        try {
            LDAPConnectionPool pool =
                    new LDAPConnectionPool(
                            LdapServers.of(settings),
                            LdapServers.login(settings),
                            0,
                            MOST_CONNECTIONS,
                            null,
                            false);
            pool.setMaxConnectionAgeMillis(LONGEST_CONNECTION);
            return new LdapSource(settings, pool);
        } catch (LDAPException | GeneralSecurityException | IOException e) {
            throw new UnusableFileException(
                    settings.file(),
                    "it cannot be used (" + e.getMessage() + ")",
                    "other settings");
        }
    }

    @Override
    public String name() {
        return "the directory of " + settings.file();
    }

    @Override
    public Answer find(Mailbox address, Instant now) {
        try {
            return search(address);
        } catch (LDAPException e) {
            // The texts of the library tell of hosts and codes, never of what was sent.
            return new Answer.Failed(e.getResultCode().getName() + ": " + e.getMessage());
        }
    }

    /** A connection that was kept may have ended at the other end; a new one has not. */
    private Answer search(Mailbox address) throws LDAPException {
        LDAPConnection kept = pool.getConnection();
        try {
            return ask(kept, address);
        } catch (LDAPException e) {
            if (!e.getResultCode().equals(ResultCode.SERVER_DOWN)) {
                release(kept, e);
                throw e;
            }
        }
        LDAPConnection another = pool.replaceDefunctConnection(kept);
        try {
            return ask(another, address);
        } catch (LDAPException e) {
            release(another, e);
            throw e;
        }
    }

    private void release(LDAPConnection connection, LDAPException why) {
        if (connection.isConnected()) {
            pool.releaseConnectionAfterException(connection, why);
        } else {
            pool.releaseDefunctConnection(connection);
        }
    }

    private Answer ask(LDAPConnection connection, Mailbox address) throws LDAPException {
        Entries entries = new Entries(connection);
        try {
            connection.search(request(entries, address));
        } catch (LDAPException e) {
            if (entries.tooMany() || e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
                throw new LDAPException(
                        ResultCode.SIZE_LIMIT_EXCEEDED,
                        "it has more than " + MOST_ENTRIES + " entries for the address",
                        e);
            }
            throw e;
        }
        pool.releaseConnection(connection);
        return FoundCertificates.answer(address, entries.certificates());
    }

    private SearchRequest request(SearchResultListener listener, Mailbox address)
            throws LDAPException {
        return new SearchRequest(
                listener,
                settings.base(),
                settings.scope(),
                DereferencePolicy.NEVER,
                MOST_ENTRIES,
                Math.max(1, Math.toIntExact(settings.timeout().toSeconds())),
                false,
                settings.filter(address),
                ASKED);
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Reads entries as they come, and hangs up on a server that does not stop. */
    private static final class Entries implements SearchResultListener {
        private static final long serialVersionUID = 1;

        private final transient LDAPConnection connection;
        private final transient Set<X509Certificate> certificates = new LinkedHashSet<>();
        private int seen;

        Entries(LDAPConnection connection) {
            this.connection = connection;
        }

        boolean tooMany() {
            return seen > MOST_ENTRIES;
        }

        Set<X509Certificate> certificates() {
            return certificates;
        }

        @Override
        public void searchEntryReturned(SearchResultEntry entry) {
            if (count()) {
                for (Attribute each : entry.getAttributes()) {
                    if (ATTRIBUTES.contains(each.getBaseName().toLowerCase(Locale.ROOT))) {
                        for (byte[] value : each.getValueByteArrays()) {
                            certificates.addAll(FoundCertificates.parse(value));
                        }
                    }
                }
            }
        }

        @Override
        public void searchReferenceReturned(SearchResultReference reference) {
            count();
        }

        private boolean count() {
            seen++;
            if (tooMany()) {
                connection.close();
            }
            return !tooMany();
        }
    }
}
