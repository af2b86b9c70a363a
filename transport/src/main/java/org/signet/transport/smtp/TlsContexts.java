package org.signet.transport.smtp;

import org.signet.transport.policy.TlsPolicy;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Where TLS sessions are kept to be resumed: apart for each host and policy, with its records.
 *
 * <p>A session made under one policy is so never taken up under another, nor for another host, and
 * new TLSA records mean a new handshake. The least recently used are forgotten.
 */
final class TlsContexts {
    private static final int MOST = 2000;
    private static final int SESSIONS_EACH = 32;
    private static final int SECONDS_KEPT = 3600;

    /** The name under which a session knows when its certificates were shown. */
    private static final String SHOWN_AT = "org.signet.shown-at";

    /** What sessions are kept apart by. */
    record Key(String host, int port, TlsPolicy policy) {}

    private final Lock lock = new ReentrantLock();
    private final Map<Key, SSLContext> contexts = new LinkedHashMap<>(16, 0.75f, true);

    SSLContext context(Key key) {
        lock.lock();
        try {
            SSLContext context = contexts.computeIfAbsent(key, k -> create());
            if (contexts.size() > MOST) {
                contexts.remove(contexts.keySet().iterator().next());
            }
            return context;
        } finally {
            lock.unlock();
        }
    }

    private static SSLContext create() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[0], new TrustManager[] {new Later()}, null);
            context.getClientSessionContext().setSessionCacheSize(SESSIONS_EACH);
            context.getClientSessionContext().setSessionTimeout(SECONDS_KEPT);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot do TLS", e);
        }
    }

    /**
     * Returns the ciphers to offer, the best first: TLS 1.3, then forward secrecy with
     * authenticated encryption, then the rest of what this Java allows.
     */
    static String[] inOrder(String[] ciphers) {
        return Arrays.stream(ciphers)
                .sorted(Comparator.comparingInt(TlsContexts::rank))
                .toArray(String[]::new);
    }

    private static int rank(String cipher) {
        if (!cipher.contains("_WITH_")) {
            return 0;
        }
        boolean forward = cipher.startsWith("TLS_ECDHE_") || cipher.startsWith("TLS_DHE_");
        boolean authenticated = cipher.contains("_GCM_") || cipher.contains("_CHACHA20_");
        return (forward ? 1 : 3) + (authenticated ? 0 : 1);
    }

    /** Tells whether a session was taken up again, so that the server showed no certificate now. */
    static boolean isResumed(SSLSession session, long startedAt) {
        return !(session.getValue(SHOWN_AT) instanceof Long shownAt) || shownAt - startedAt < 0;
    }

    /**
     * Says yes to all, because what a server shows is judged after the handshake, and again when
     * the session is resumed.
     */
    private static final class Later extends X509ExtendedTrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] shown, String kind, Socket socket) {
            if (socket instanceof SSLSocket tls && tls.getHandshakeSession() != null) {
                tls.getHandshakeSession().putValue(SHOWN_AT, System.nanoTime());
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] shown, String kind, SSLEngine engine) {
            throw new UnsupportedOperationException("Handshakes are made on sockets");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] shown, String kind) {
            throw new UnsupportedOperationException("Handshakes are made on sockets");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] shown, String kind, Socket socket) {
            throw new UnsupportedOperationException("This is a client");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] shown, String kind, SSLEngine engine) {
            throw new UnsupportedOperationException("This is a client");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] shown, String kind) {
            throw new UnsupportedOperationException("This is a client");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
