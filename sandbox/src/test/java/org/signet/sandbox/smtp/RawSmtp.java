package org.signet.sandbox.smtp;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;

import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A client that sends what it is told, right or wrong, and gives back the replies. */
public final class RawSmtp implements AutoCloseable {
    private Socket socket;

    private RawSmtp(Socket socket) {
        this.socket = socket;
    }

    /** Connects and reads nothing yet. */
    public static RawSmtp connect(String address, int port) throws IOException {
        Socket socket = new Socket(address, port);
        socket.setSoTimeout(20_000);
        return new RawSmtp(socket);
    }

    /** Connects, takes the greeting and says EHLO. */
    public static RawSmtp greeted(String address, int port) throws IOException {
        RawSmtp client = connect(address, port);
        client.reply();
        client.ask("EHLO client.example");
        return client;
    }

    /** Sends a line and returns the reply. */
    public String ask(String line) throws IOException {
        send(line + "\r\n");
        return reply();
    }

    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    public void send(byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
        socket.getOutputStream().flush();
    }

    /** Reads one reply, all of its lines. */
    public String reply() throws IOException {
        StringBuilder reply = new StringBuilder();
        String line;
        do {
            line = line();
            reply.append(reply.isEmpty() ? "" : "\n").append(line);
        } while (line.length() > 3 && line.charAt(3) == '-');
        return reply.toString();
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = read(); octet != '\n'; octet = read()) {
            line.write(octet);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    private int read() throws IOException {
        int octet = socket.getInputStream().read();
        if (octet < 0) {
            throw new EOFException("closed by the server");
        }
        return octet;
    }

    /** Shakes hands; any certificate will do. */
    public X509Certificate[] handshake(String serverName)
            throws IOException, GeneralSecurityException {
        X509TrustManager anyone =
                new X509TrustManager() {
                    @Override
                    public void checkClientTrusted(X509Certificate[] chain, String type) {}

                    @Override
                    public void checkServerTrusted(X509Certificate[] chain, String type) {}

                    @Override
                    public X509Certificate[] getAcceptedIssuers() {
                        return new X509Certificate[0];
                    }
                };
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {anyone}, null);
        SSLSocket secured =
                (SSLSocket) context.getSocketFactory().createSocket(socket, serverName, 0, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(serverName)));
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        socket = secured;
        return (X509Certificate[]) secured.getSession().getPeerCertificates();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
