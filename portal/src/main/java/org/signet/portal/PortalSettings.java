package org.signet.portal;

import org.signet.rights.RightsSettings;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The portal's part of {@code signet-rights.properties}.
 *
 * <pre>{@code
 * # start the portal inside this server: true (default) or false
 * portal.enabled = true
 * # address and port to listen on, plain HTTP; default 127.0.0.1:8090
 * portal.listen = 127.0.0.1:8090
 * # where readers reach it: https, or http on this machine only; shared with the wrapper mails
 * portal.public-url = https://mail.example.org
 * # sender of passcode mails; default passcode@<domain of who wrote the message>
 * portal.passcode-from = passcode@example.org
 * # how much the attachments of an answer may have together: 0 MiB (none) to 1 GiB; default 25 MiB
 * portal.upload-limit = 25 MiB
 * # the processor that answers go to; default portal-reply
 * portal.reply-processor = portal-reply
 * }</pre>
 *
 * @param listen where to listen
 * @param publicUrl how readers reach the portal; no path, no slash at the end
 * @param uploadLimit how many bytes the attachments of an answer may have together
 * @param replyProcessor what the mail server calls the place that answers go to
 * @param passcodeFrom sender of passcode mails, if not in the writer's domain
 */
public record PortalSettings(
        boolean enabled,
        Listen listen,
        URI publicUrl,
        Optional<String> passcodeFrom,
        long uploadLimit,
        String replyProcessor) {
    private static final String ENABLED = "portal.enabled";
    private static final String LISTEN = "portal.listen";
    private static final String PUBLIC_URL = "portal.public-url";
    private static final String PASSCODE_FROM = "portal.passcode-from";
    private static final String UPLOAD_LIMIT = "portal.upload-limit";
    private static final String REPLY_PROCESSOR = "portal.reply-processor";
    private static final long LONGEST_UPLOAD = 1024L * 1024 * 1024;
    private static final Pattern SIZE = Pattern.compile("(\\d{1,7}) ?(KiB|MiB|GiB)");
    private static final Pattern PROCESSOR = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Set<String> KNOWN =
            new TreeSet<>(
                    Set.of(
                            ENABLED,
                            LISTEN,
                            PUBLIC_URL,
                            PASSCODE_FROM,
                            UPLOAD_LIMIT,
                            REPLY_PROCESSOR));
    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9.-]+):(\\d{1,5})");
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9.!#$&'*+/=?^_{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}");
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[(0*:)+:?0*1]");

    /** A host name or address, and a port; port 0 lets the system choose. */
    public record Listen(String host, int port) {}

    /** Reads the values that start with {@code portal.} out of the rights settings. */
    public static PortalSettings of(RightsSettings settings) throws PortalException {
        Source source = new Source(settings.portal(), settings.fileName());
        source.refuseUnknown();
        return new PortalSettings(
                source.enabled(),
                source.listen(),
                publicUrl(settings.publicUrl(), source),
                source.passcodeFrom(),
                source.uploadLimit(),
                source.replyProcessor());
    }

    /** Whether readers come by TLS; cookies and headers follow from it. */
    public boolean https() {
        return "https".equals(publicUrl.getScheme());
    }

    private static URI publicUrl(URI url, Source source) throws PortalException {
        String allowed =
                "https://HOST or https://HOST:PORT; http:// only with localhost, 127.x.x.x or [::1]";
        String host = url.getHost();
        if (host == null || url.getUserInfo() != null || url.getQuery() != null) {
            throw source.refuse(PUBLIC_URL, url.toString(), "it is not such a URL", allowed);
        }
        if (url.getPath() != null && !url.getPath().isEmpty()) {
            // The session cookie covers the whole host, so the portal cannot share it.
            throw source.refuse(PUBLIC_URL, url.toString(), "it has a path", allowed);
        }
        boolean trial = "http".equals(url.getScheme()) && LOOPBACK.matcher(host).matches();
        if (!"https".equals(url.getScheme()) && !trial) {
            throw source.refuse(
                    PUBLIC_URL, url.toString(), "passcodes would travel in clear", allowed);
        }
        return url;
    }

    private record Source(Map<String, String> values, String file) {
        void refuseUnknown() throws PortalException {
            for (Map.Entry<String, String> entry : values.entrySet()) {
                if (!KNOWN.contains(entry.getKey())) {
                    throw refuse(
                            entry.getKey(),
                            entry.getValue(),
                            "there is no such key",
                            String.join(", ", KNOWN));
                }
            }
        }

        private Optional<String> value(String key) {
            return Optional.ofNullable(values.get(key))
                    .map(String::strip)
                    .filter(v -> !v.isEmpty());
        }

        boolean enabled() throws PortalException {
            String value = value(ENABLED).orElse("true");
            return switch (value) {
                case "true" -> true;
                case "false" -> false;
                default -> throw refuse(ENABLED, value, "it is not a truth value", "true, false");
            };
        }

        Listen listen() throws PortalException {
            String value = value(LISTEN).orElse("127.0.0.1:8090");
            var matcher = HOST_AND_PORT.matcher(value);
            if (matcher.matches() && Integer.parseInt(matcher.group(2)) <= 65535) {
                String host = matcher.group(1);
                return new Listen(
                        host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                        Integer.parseInt(matcher.group(2)));
            }
            throw refuse(
                    LISTEN, value, "it is not an address and a port", "such as 127.0.0.1:8090");
        }

        Optional<String> passcodeFrom() throws PortalException {
            Optional<String> value = value(PASSCODE_FROM);
            if (value.isPresent() && !ADDRESS.matcher(value.get()).matches()) {
                throw refuse(
                        PASSCODE_FROM,
                        value.get(),
                        "it is not a mail address",
                        "such as passcode@example.org");
            }
            return value;
        }

        String replyProcessor() throws PortalException {
            String value = value(REPLY_PROCESSOR).orElse("portal-reply");
            if (!PROCESSOR.matcher(value).matches()) {
                throw refuse(
                        REPLY_PROCESSOR,
                        value,
                        "it is not the name of a processor",
                        "letters, digits, . _ -");
            }
            return value;
        }

        long uploadLimit() throws PortalException {
            String value = value(UPLOAD_LIMIT).orElse("25 MiB");
            Matcher matcher = SIZE.matcher(value);
            String allowed = "0 MiB to 1 GiB, such as 25 MiB";
            if (!matcher.matches()) {
                throw refuse(UPLOAD_LIMIT, value, "it is not a size", allowed);
            }
            long unit =
                    switch (matcher.group(2)) {
                        case "KiB" -> 1024L;
                        case "MiB" -> 1024L * 1024;
                        default -> LONGEST_UPLOAD;
                    };
            long size = Long.parseLong(matcher.group(1)) * unit;
            if (size > LONGEST_UPLOAD) {
                throw refuse(UPLOAD_LIMIT, value, "it is out of range", allowed);
            }
            return size;
        }

        PortalException refuse(String key, String value, String why, String allowed) {
            return new PortalException(
                    "%s: %s is '%s': %s; allowed: %s".formatted(file, key, value, why, allowed));
        }
    }
}
