package org.signet.smime.source;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchScope;

import org.signet.smime.certificate.Mailbox;
import org.signet.smime.pem.Password;
import org.signet.smime.pem.UnusableFileException;
import org.signet.smime.trust.TrustStore;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How a directory is asked, from a properties file: {@code url}, {@code roots}, {@code startTls},
 * {@code bindDn}, {@code base}, {@code scope}, {@code filter}, {@code timeout}, {@code cacheFound},
 * {@code cacheNone}. The password lies beside it, in a file of the same name with {@code .password}
 * behind it.
 *
 * @param servers tried in this order
 * @param roots who may certify the servers; none only where nothing is encrypted
 * @param login as whom to ask; nobody if it is empty
 * @param filter with {@code {address}}, {@code {local}} or {@code {domain}} in it
 * @param timeout for connecting, and for each answer
 */
public record LdapSettings(
        Path file,
        List<Server> servers,
        Optional<TrustStore> roots,
        Optional<Login> login,
        String base,
        SearchScope scope,
        String filter,
        Duration timeout,
        Duration cacheFound,
        Duration cacheNone) {
    private static final String URLS =
            "ldaps://HOST[:PORT] or ldap://HOST[:PORT], with spaces between several";
    private static final Set<String> NAMES =
            Set.of(
                    "url",
                    "roots",
                    "startTls",
                    "bindDn",
                    "base",
                    "scope",
                    "filter",
                    "timeout",
                    "cacheFound",
                    "cacheNone");

    /** How the connection to a server is protected. */
    enum Protection {
        /** TLS from the start. */
        TLS,
        /** TLS before anything is asked (RFC 4513 §3). */
        START_TLS,
        /** Not at all, to this machine only. */
        NONE
    }

    /** A server of the directory. */
    record Server(String host, int port, Protection protection) {}

    /** Name and password of who asks. */
    record Login(String dn, Password password) {}

    public LdapSettings {
        servers = List.copyOf(servers);
    }

    /** Reads the settings; an error names the file, the setting, its value and what is allowed. */
    public static LdapSettings read(Path path) throws UnusableFileException {
        SettingsFile file = SettingsFile.read(path, NAMES);
        List<Server> servers = servers(file);
        boolean open = servers.stream().allMatch(each -> each.protection() == Protection.NONE);
        return new LdapSettings(
                path,
                servers,
                open
                        ? Optional.empty()
                        : Optional.of(
                                TrustStore.load(
                                        file.file("roots", "a file of roots for the servers"))),
                login(file),
                file.required("base", "a distinguished name"),
                scope(file),
                filter(file),
                file.duration("timeout", Duration.ofSeconds(5), Duration.ofMinutes(1)),
                file.duration("cacheFound", Duration.ofMinutes(10), Duration.ofDays(1)),
                file.duration("cacheNone", Duration.ofMinutes(1), Duration.ofDays(1)));
    }

    /** The filter for an address, whose every character stands for itself (RFC 4515 §3). */
    Filter filter(Mailbox address) throws LDAPException {
        return filter(filter, address);
    }

    private static Filter filter(String template, Mailbox address) throws LDAPException {
        StringBuilder text = new StringBuilder();
        int end = 0;
        for (int i = template.indexOf('{'); i >= 0; i = template.indexOf('{', end)) {
            text.append(template, end, i);
            end = template.indexOf('}', i) + 1;
            text.append(Filter.encodeValue(value(template.substring(i, end), address)));
        }
        return Filter.create(text.append(template.substring(end)).toString());
    }

    private static String value(String name, Mailbox address) {
        return switch (name) {
            case "{address}" -> address.toString();
            case "{local}" -> address.localPart();
            case "{domain}" -> address.domain();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static String filter(SettingsFile file) throws UnusableFileException {
        String template = file.optional("filter").orElse("(mail={address})");
        String allowed =
                "a filter (RFC 4515) with {address}, or {local} and perhaps {domain}, as a value";
        try {
            filter(template, new Mailbox("a", "example.com"));
        } catch (LDAPException | IllegalArgumentException | StringIndexOutOfBoundsException e) {
            throw file.refuse("filter", "it is no filter", allowed);
        }
        if (!template.contains("{address}") && !template.contains("{local}")) {
            throw file.refuse("filter", "it does not ask for the address", allowed);
        }
        return template;
    }

    private static SearchScope scope(SettingsFile file) throws UnusableFileException {
        return switch (file.optional("scope").orElse("sub")) {
            case "sub" -> SearchScope.SUB;
            case "one" -> SearchScope.ONE;
            case "base" -> SearchScope.BASE;
            default -> throw file.refuse("scope", "it is none of the choices", "sub, one, base");
        };
    }

    private static Optional<Login> login(SettingsFile file) throws UnusableFileException {
        Optional<String> dn = file.optional("bindDn");
        Optional<Password> password = Password.beside(file.path());
        if (dn.isPresent() != password.isPresent()) {
            throw file.refuse(
                    "bindDn",
                    "it goes with a password in " + file.path() + Password.EXTENSION,
                    "both or neither");
        }
        return dn.map(name -> new Login(name, password.orElseThrow()));
    }

    private static List<Server> servers(SettingsFile file) throws UnusableFileException {
        boolean startTls = file.flag("startTls", true);
        List<Server> all = new ArrayList<>();
        for (String url : file.required("url", URLS).split("\\s+", -1)) {
            all.add(server(file, url, startTls));
        }
        return all;
    }

    private static Server server(SettingsFile file, String url, boolean startTls)
            throws UnusableFileException {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw file.refuse("url", "'" + url + "' is no URL", URLS);
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        String host = uri.getHost();
        if (host == null || !(scheme.equals("ldap") || scheme.equals("ldaps"))) {
            throw file.refuse("url", "'" + url + "' is not of this form", URLS);
        }
        if (!String.valueOf(uri.getRawPath()).matches("/?")
                || uri.getRawQuery() != null
                || uri.getRawUserInfo() != null) {
            throw file.refuse("url", "'" + url + "' says more than that", URLS);
        }
        boolean secure = scheme.equals("ldaps");
        if (!secure && !startTls && !Set.of("localhost", "127.0.0.1", "[::1]").contains(host)) {
            throw file.refuse(
                    "startTls", "without it everybody on the way can answer", "true, or localhost");
        }
        int port = uri.getPort() == -1 ? (secure ? 636 : 389) : uri.getPort();
        Protection plain = startTls ? Protection.START_TLS : Protection.NONE;
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new Server(bare, port, secure ? Protection.TLS : plain);
    }
}
