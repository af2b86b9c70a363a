package org.signet.portal.web;

import io.helidon.common.socket.SocketOptions;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;

import org.jspecify.annotations.Nullable;
import org.signet.portal.PortalException;
import org.signet.portal.PortalSettings;
import org.signet.portal.page.Notice;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;

/** The HTTP server of one portal. */
public final class PortalServer implements AutoCloseable {
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);
    private static final int CONNECTIONS = 2000;

    private final WebServer server;

    private PortalServer(WebServer server) {
        this.server = server;
    }

    /**
     * Listens and serves.
     *
     * <p>Helidon looks its services up through the context class loader of the thread, which in a
     * mail server's extension is not the one that has them: it is set to ours for the while, and
     * the threads that Helidon starts inherit it.
     */
    public static PortalServer start(Site site) throws PortalException {
        PortalSettings.Listen listen = site.settings().listen();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(PortalServer.class.getClassLoader());
        try {
            WebServer server = build(site, listen).start();
            // Helidon logs that a port is taken and returns as if all were well.
            if (!server.isRunning()) {
                throw refuse(listen, reason(listen), null);
            }
            return new PortalServer(server);
        } catch (RuntimeException e) {
            throw refuse(listen, String.valueOf(e.getMessage()), e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static PortalException refuse(
            PortalSettings.Listen listen, String why, @Nullable Throwable cause) {
        return new PortalException(
                ("portal.listen is '%s:%d': the portal cannot listen there (%s); allowed: an"
                                + " address of this machine and a port that nothing else uses")
                        .formatted(listen.host(), listen.port(), why),
                cause);
    }

    /** Tries once more by hand, for the words of the system. */
    private static String reason(PortalSettings.Listen listen) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(listen.host(), listen.port()));
            return "it was taken a moment ago";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static WebServer build(Site site, PortalSettings.Listen listen) {
        SecurityHeaders headers = new SecurityHeaders(site.settings().https());
        return WebServer.builder()
                .host(listen.host())
                .port(listen.port())
                .shutdownHook(false)
                .maxPayloadSize(site.replies().upload().limits().bodyBytes())
                .maxTcpConnections(CONNECTIONS)
                .connectionOptions(SocketOptions.builder().readTimeout(READ_TIMEOUT).build())
                .addProtocol(quiet())
                .directHandlers(Failures.direct(headers))
                .routing(routing(site, headers))
                .build();
    }

    /** Helidon's own log of requests would hold their first lines, and so the tokens. */
    @SuppressWarnings("removal")
    private static Http1Config quiet() {
        return Http1Config.builder().receiveLog(false).sendLog(false).build();
    }

    private static HttpRouting.Builder routing(Site site, SecurityHeaders headers) {
        Reception reception = new Reception(site);
        HttpRouting.Builder routing = HttpRouting.builder();
        routing.addFilter(
                (chain, request, response) -> {
                    headers.forEach(response::header);
                    Answer.speak(request, response);
                    chain.proceed();
                });
        routing.register(new Assets(), new Operation(site));
        routing.addFilter(new BodyLimit());
        routing.register(new SignIn(site, reception), new MessagePages(site, reception));
        routing.register(new WritingPages(site, reception));
        routing.any(
                (request, response) ->
                        Answer.notice(response, Status.NOT_FOUND_404, Notice.NO_SUCH_PAGE));
        Failures.register(routing);
        return routing;
    }

    /** The port that the server listens on. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }
}
