package org.signet.parity;

import com.google.common.collect.ImmutableList;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.MailQueueName;
import org.apache.james.queue.api.ManageableMailQueue;
import org.apache.james.utils.UserDefinedStartable;
import org.apache.mailet.Mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import javax.inject.Inject;

/**
 * Tells over HTTP what is in the mail queues, and flushes them. WebAdmin cannot be asked: in James
 * 3.8.1 its look at a memory queue ends the reading of that queue.
 */
public final class QueueWatch implements UserDefinedStartable {
    private final MailQueueFactory<? extends ManageableMailQueue> queues;

    @Inject
    public QueueWatch(MailQueueFactory<? extends ManageableMailQueue> queues) {
        this.queues = queues;
    }

    @Override
    public void start() {
        try {
            int port = Integer.getInteger("parity.watch.port");
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10);
            server.createContext("/", this::answer);
            server.start();
        } catch (IOException e) {
            throw new IllegalStateException("Nobody can look at the queues", e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] text;
        int status = 200;
        try {
            ManageableMailQueue queue =
                    queues.getQueue(
                                    MailQueueName.of(
                                            exchange.getRequestURI().getPath().substring(1)))
                            .orElseThrow();
            if (exchange.getRequestMethod().equals("POST")) {
                queue.flush();
            }
            text = describe(queue).getBytes(StandardCharsets.UTF_8);
        } catch (Exception e) {
            status = 500;
            text = e.toString().getBytes(StandardCharsets.UTF_8);
        }
        exchange.sendResponseHeaders(status, text.length);
        try (exchange) {
            exchange.getResponseBody().write(text);
        }
    }

    private static String describe(ManageableMailQueue queue) throws Exception {
        StringBuilder text = new StringBuilder();
        for (ManageableMailQueue.MailQueueItemView item : ImmutableList.copyOf(queue.browse())) {
            Mail mail = item.getMail();
            text.append(mail.getName()).append('\t');
            text.append(
                            String.join(
                                    ",",
                                    mail.getRecipients().stream().map(Object::toString).toList()))
                    .append('\t');
            text.append(item.getNextDelivery().orElseThrow().toInstant()).append('\n');
        }
        return queue.getSize() + "\n" + text;
    }
}
