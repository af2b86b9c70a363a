package org.signet.smime.source;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.util.ssl.SSLSocketVerifier;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/**
 * Holds the certificate of a directory's server against the name that the operator wrote (RFC 4513
 * §3.1.3): one of its dNSName must be that name, or one of its iPAddress that address. Neither
 * wildcards nor the common name count, nor does any name that DNS tells.
 */
final class ServerName extends SSLSocketVerifier {
    private static final Integer DNS_NAME = 2;
    private static final Integer IP_ADDRESS = 7;

    @Override
    public void verifySSLSocket(String host, int port, SSLSocket socket) throws LDAPException {
        List<String> names;
        try {
            names = names((X509Certificate) socket.getSession().getPeerCertificates()[0], host);
        } catch (SSLPeerUnverifiedException | CertificateParsingException e) {
            throw refuse("the certificate of " + host + " cannot be believed", e);
        }
        if (!names.contains(canonical(host))) {
            throw refuse("the certificate of " + host + " is for " + names, null);
        }
    }

    private static LDAPException refuse(
            String why, @org.jspecify.annotations.Nullable Exception cause) {
        return new LDAPException(ResultCode.CONNECT_ERROR, why, cause);
    }

    private static List<String> names(X509Certificate certificate, String host)
            throws CertificateParsingException {
        Integer kind = isAddress(host) ? IP_ADDRESS : DNS_NAME;
        Collection<List<?>> all = certificate.getSubjectAlternativeNames();
        List<String> names = new ArrayList<>();
        for (List<?> each : all == null ? List.<List<?>>of() : all) {
            if (kind.equals(each.get(0)) && each.get(1) instanceof String name) {
                names.add(canonical(name));
            }
        }
        return names;
    }

    private static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || host.matches("[0-9.]+");
    }

    private static String canonical(String name) {
        try {
            // No look-up: an address is only written in one way.
            return isAddress(name)
                    ? InetAddress.getByName(name).getHostAddress()
                    : name.toLowerCase(Locale.ROOT);
        } catch (UnknownHostException noAddress) {
            return name;
        }
    }
}
