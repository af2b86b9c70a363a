package org.signet.smime.source;

import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.FailoverServerSet;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.ServerSet;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.SingleServerSet;
import com.unboundid.ldap.sdk.StartTLSPostConnectProcessor;

import org.jspecify.annotations.Nullable;
import org.signet.smime.source.LdapSettings.Protection;
import org.signet.smime.source.LdapSettings.Server;
import org.signet.smime.trust.TrustStore;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** How the servers of a directory are reached, and who asks them. */
final class LdapServers {
    private static final int LARGEST_ENTRY = 1024 * 1024;

    private LdapServers() {}

    static ServerSet of(LdapSettings settings) throws GeneralSecurityException, IOException {
        List<ServerSet> all = new ArrayList<>();
        for (Server server : settings.servers()) {
            all.add(server(server, settings));
        }
        return new FailoverServerSet(all);
    }

    private static ServerSet server(Server server, LdapSettings settings)
            throws GeneralSecurityException, IOException {
        LDAPConnectionOptions options = options(settings);
        BindRequest login = login(settings);
        if (server.protection() == Protection.NONE) {
            return new SingleServerSet(
                    server.host(), server.port(), SocketFactory.getDefault(), options, login, null);
        }
        SSLContext tls = tls(settings.roots().orElseThrow());
        options.setSSLSocketVerifier(new ServerName());
        boolean fromStart = server.protection() == Protection.TLS;
        return new SingleServerSet(
                server.host(),
                server.port(),
                fromStart ? tls.getSocketFactory() : SocketFactory.getDefault(),
                options,
                login,
                fromStart ? null : new StartTLSPostConnectProcessor(tls));
    }

    private static LDAPConnectionOptions options(LdapSettings settings) {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        int timeout = Math.toIntExact(settings.timeout().toMillis());
        options.setConnectTimeoutMillis(timeout);
        options.setResponseTimeoutMillis(timeout);
        options.setFollowReferrals(false);
        options.setMaxMessageSize(LARGEST_ENTRY);
        return options;
    }

    static @Nullable BindRequest login(LdapSettings settings) {
        return settings.login()
                .map(
                        login ->
                                new SimpleBindRequest(
                                        login.dn(), new String(login.password().characters())))
                .orElse(null);
    }

    private static SSLContext tls(TrustStore roots) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (X509Certificate each : roots.roots()) {
            store.setCertificateEntry(Integer.toString(number++), each);
        }
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
