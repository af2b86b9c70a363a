package org.signet.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Postfix with security level {@code dane}, its queue on a file system in memory.
 *
 * <p>While the queue is filled the queue manager is not there ({@code master_service_disable}), so
 * that mails wait in the incoming queue as they do when it is busy.
 */
public final class PostfixPeer implements Peer {
    private final String name;
    private final boolean reuse;
    private final int port;
    private final Path directory;

    /**
     * @param reuse whether TLS connections carry more than one message
     * @param port where it takes mail
     * @param directory where this server keeps everything
     */
    public PostfixPeer(String name, boolean reuse, int port, Path directory) {
        this.name = name;
        this.reuse = reuse;
        this.port = port;
        this.directory = directory;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() throws IOException, InterruptedException {
        Files.createDirectories(directory.resolve("conf"));
        Files.createDirectories(directory.resolve("spool"));
        Files.createDirectories(directory.resolve("lib"));
        Files.writeString(directory.resolve("conf/main.cf"), mainCf());
        Files.writeString(directory.resolve("conf/master.cf"), masterCf());
        run("chown", "postfix", directory.resolve("lib").toString());
        disableQueueManager(true);
        control("start");
    }

    private String mainCf() {
        return """
               compatibility_level = 3.6
               queue_directory = %1$s/spool
               data_directory = %1$s/lib
               command_directory = /usr/sbin
               daemon_directory = /usr/lib/postfix/sbin
               mail_owner = postfix
               setgid_group = postdrop
               maillog_file = %1$s/mail.log
               maillog_file_prefixes = /
               myhostname = bench.test
               mydestination =
               mynetworks = 127.0.0.0/8
               inet_protocols = ipv4
               alias_maps =
               alias_database =
               message_size_limit = 150000000
               smtpd_recipient_restrictions = permit_mynetworks, reject
               smtpd_client_connection_count_limit = 0
               in_flow_delay = 0
               smtp_dns_support_level = dnssec
               smtp_host_lookup = dns
               smtp_tls_security_level = dane
               smtp_tls_loglevel = 1
               smtp_tls_session_cache_database = btree:${data_directory}/smtp_scache
               smtp_tls_connection_reuse = %2$s
               """
                .formatted(directory, reuse ? "yes" : "no");
    }

    /** Debian's services; smtpd on a port of its own, nothing chrooted. */
    private String masterCf() {
        return """
               127.0.0.1:%d inet n - n - - smtpd
               pickup unix n - n 60 1 pickup
               cleanup unix n - n - 0 cleanup
               qmgr unix n - n 300 1 qmgr
               tlsmgr unix - - n 1000? 1 tlsmgr
               tlsproxy unix - - n - 0 tlsproxy
               rewrite unix - - n - - trivial-rewrite
               bounce unix - - n - 0 bounce
               defer unix - - n - 0 bounce
               trace unix - - n - 0 bounce
               verify unix - - n - 1 verify
               flush unix n - n 1000? 0 flush
               proxymap unix - - n - - proxymap
               smtp unix - - n - - smtp
               relay unix - - n - - smtp
               showq unix n - n - - showq
               error unix - - n - - error
               retry unix - - n - - error
               discard unix - - n - - discard
               local unix - n n - - local
               virtual unix - n n - - virtual
               lmtp unix - - n - - lmtp
               anvil unix - - n - 1 anvil
               scache unix - - n - 1 scache
               postlog unix-dgram n - n - 1 postlogd
               """
                .formatted(port);
    }

    @Override
    public void fill(List<Load> loads) throws IOException, InterruptedException {
        control("stop");
        disableQueueManager(true);
        control("start");
        for (Load load : loads) {
            Injection.into(port, load);
        }
    }

    private void disableQueueManager(boolean disable) throws IOException, InterruptedException {
        run(
                "postconf",
                "-c",
                conf(),
                "-e",
                "master_service_disable = " + (disable ? "qmgr.unix" : ""));
    }

    @Override
    public void release() throws IOException, InterruptedException {
        control("stop");
        disableQueueManager(false);
        control("start");
    }

    @Override
    public double processorSeconds() {
        try {
            String pid = Files.readString(directory.resolve("spool/pid/master.pid")).strip();
            return ProcessorTime.ofTree(Long.parseLong(pid));
        } catch (IOException e) {
            throw new IllegalStateException("Postfix does not run", e);
        }
    }

    private String conf() {
        return directory.resolve("conf").toString();
    }

    private void control(String command) throws IOException, InterruptedException {
        run("postfix", "-c", conf(), command);
    }

    private void run(String... command) throws IOException, InterruptedException {
        Spawned.run(
                new ArrayList<>(List.of(command)), directory, directory.resolve("commands.log"));
    }

    @Override
    public void close() throws IOException {
        try {
            control("stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
