package org.signet.mailets;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.api.DomainListException;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.MailQueueName;
import org.apache.mailet.Mail;
import org.apache.mailet.ProcessingState;
import org.apache.mailet.base.GenericMailet;
import org.signet.transport.delivery.MailDelivery;
import org.signet.transport.dns.GuardedDns;
import org.signet.transport.smtp.SmtpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Delivers mail to other servers over TLS that DANE authenticates where the destination publishes
 * keys, and over opportunistic TLS where it does not. Takes the place of James's RemoteDelivery: an
 * operator changes the class name.
 *
 * <pre>{@code
 * <mailet match="All" class="org.signet.mailets.SecureRemoteDelivery">
 *   <outgoing>outgoing</outgoing>
 *   <delayTime>5m, 3*30m, 6h</delayTime>
 *   <maxRetries>10</maxRetries>
 *   <bounceProcessor>bounces</bounceProcessor>
 *   <dnsServers>127.0.0.1:53</dnsServers>
 * </mailet>
 * }</pre>
 *
 * <p>A mail is put into the outgoing queue, one for each domain of its recipients, and taken from
 * there by workers. What cannot be decided (a bogus or failed DNS answer, a server that is not the
 * one it should be) waits and is tried again; after the last retry it comes back to the sender with
 * the reason. It never goes in plain text because something was unclear.
 *
 * <table>
 * <caption>Parameters of James's RemoteDelivery</caption>
 * <tr><th>Name</th><th>Default</th><th>Here</th></tr>
 * <tr><td>outgoing, outgoingQueue</td><td>outgoing</td><td>name of the queue</td></tr>
 * <tr><td>delayTime</td><td>6h</td><td>list of [attempts*]delay[unit]</td></tr>
 * <tr><td>maxRetries</td><td>5</td><td>0 to 1000; more delays make more retries</td></tr>
 * <tr><td>maxDnsProblemRetries</td><td>0</td><td>retries where a domain or its host does not exist
 * </td></tr>
 * <tr><td>timeout</td><td>180000</td><td>ms for one step of a dialogue</td></tr>
 * <tr><td>connectiontimeout, connectionTimeout</td><td>60000</td><td>ms to connect</td></tr>
 * <tr><td>bounceProcessor</td><td>none</td><td>gets what is given up, with RemoteDelivery's
 * attributes; none: a notification (RFC 3464)</td></tr>
 * <tr><td>onSuccess</td><td>none</td><td>processor that gets what was delivered</td></tr>
 * <tr><td>deliveryThreads</td><td>200</td><td>mails under way at a time, 1 to 10000</td></tr>
 * <tr><td>gateway, gatewayPort</td><td>none</td><td>list of host[:port]; replaces MX. Their names are
 * taken as sure, their keys are looked up by DANE</td></tr>
 * <tr><td>loadBalancing</td><td>true</td><td>gateways in random order</td></tr>
 * <tr><td>bind</td><td>any</td><td>local address</td></tr>
 * <tr><td>heloName</td><td>default domain</td><td>name for EHLO</td></tr>
 * <tr><td>usePriority</td><td>false</td><td>high for new mail, low for retries</td></tr>
 * <tr><td>startTLS, sslEnable, verifyServerIdentity</td><td>false, false, true</td><td>with gateway:
 * tlsLevel is verify where it is not given</td></tr>
 * <tr><td>sslEnable</td><td>false</td><td>only with gateway: TLS from the start, port 465</td></tr>
 * <tr><td>gatewayUsername, gatewayPassword</td><td>none</td><td>shown to gateways, only over TLS
 * </td></tr>
 * <tr><td>sendpartial, debug</td><td></td><td>no effect, a warning: each recipient has its own result
 * </td></tr>
 * <tr><td>sslTrustAllCerts</td><td>false</td><td>true is refused: would bypass the policy</td></tr>
 * <tr><td>mail.*</td><td></td><td>refused: Jakarta Mail is not used</td></tr>
 * </table>
 *
 * <table>
 * <caption>Further parameters</caption>
 * <tr><th>Name</th><th>Default</th><th>Meaning</th></tr>
 * <tr><td>dnsServers</td><td>those of the system</td><td>list of address[:port] of recursive servers
 * that pass DNSSEC data on</td></tr>
 * <tr><td>dnsMode</td><td>validate</td><td>validate: DNSSEC is validated here; trust-ad: the AD bit
 * of the servers is believed, which must all be on loopback</td></tr>
 * <tr><td>onDnssecUnavailable</td><td>refuse</td><td>if servers answer at the start and the root zone
 * does not validate: refuse to start; defer: start, let all mail wait, report unhealthy</td></tr>
 * <tr><td>trustAnchors</td><td>the root's keys</td><td>file of DS or DNSKEY records, a James URL such
 * as file://conf/anchors or an absolute path</td></tr>
 * <tr><td>port</td><td>25</td><td>where mail hosts listen; TLSA is asked for at this port</td></tr>
 * <tr><td>tlsLevel</td><td>dane</td><td>none, may, encrypt, dane, dane-only or verify, with the
 * meaning of Postfix</td></tr>
 * <tr><td>tlsPolicyMap</td><td>none</td><td>file of exceptions for single destinations, a James URL
 * or an absolute path; read again when it changes</td></tr>
 * <tr><td>insecureMxPolicy</td><td>dane</td><td>what TLSA records are worth behind unsigned MX
 * records: dane, encrypt or may</td></tr>
 * <tr><td>requireTls</td><td>false</td><td>true: no mail in plain text, whatever the destination
 * </td></tr>
 * <tr><td>verdictHeader</td><td>none</td><td>name of a header field, put before all others, that says
 * how the mail was carried</td></tr>
 * </table>
 *
 * <table>
 * <caption>Waiting, concurrency and connections; times as in delayTime</caption>
 * <tr><th>Name</th><th>Default</th><th>Meaning</th></tr>
 * <tr><td>initialDestinationConcurrency</td><td>5</td><td>mails under way to a destination at first
 * </td></tr>
 * <tr><td>destinationConcurrencyLimit</td><td>20</td><td>the most, reached by success</td></tr>
 * <tr><td>deadDestinationTime</td><td>5m</td><td>how long at most a destination that failed is left
 * alone; 0: never</td></tr>
 * <tr><td>mailsInMemory</td><td>1000</td><td>mails held in memory</td></tr>
 * <tr><td>keptConnections</td><td>300</td><td>connections kept idle</td></tr>
 * <tr><td>connectionIdleTime</td><td>5s</td><td>for so long</td></tr>
 * <tr><td>connectionLifetime</td><td>5m</td><td>how old one may be to get another mail</td></tr>
 * <tr><td>messagesPerConnection</td><td>100</td><td>how many mails one carries</td></tr>
 * <tr><td>delayWarningTime</td><td>4h</td><td>the sender is told once that a mail is late; 0: never
 * </td></tr>
 * <tr><td>retrySchedule</td><td>auto</td><td>queue, repository; auto: the queue if it can delay
 * </td></tr>
 * <tr><td>retryRepository</td><td>var/mail/delivery-retries</td><td>URL of the mail repository for
 * retries; the name of the server is added</td></tr>
 * <tr><td>nodeName</td><td>host name</td><td>name of this server, the same after a restart</td></tr>
 * </table>
 */
public final class SecureRemoteDelivery extends GenericMailet {
    private static final Logger LOG = LoggerFactory.getLogger(SecureRemoteDelivery.class);

    private final MailQueueFactory<?> queues;
    private final DomainList domains;
    private final MetricFactory metrics;
    private final GaugeRegistry gauges;
    private final FileSystem files;
    private final MailRepositoryStore repositories;
    private final Clock clock = Clock.systemUTC();
    private final List<AutoCloseable> open = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // set by init()
    private DeliverySetup setup;

    @SuppressWarnings("NullAway.Init") // set by init()
    private MailQueue queue;

    @Inject
    public SecureRemoteDelivery(
            MailQueueFactory<?> queues,
            DomainList domains,
            MetricFactory metrics,
            GaugeRegistry gauges,
            FileSystem files,
            MailRepositoryStore repositories) {
        this.queues = queues;
        this.domains = domains;
        this.metrics = metrics;
        this.gauges = gauges;
        this.files = files;
        this.repositories = repositories;
    }

    @Override
    public void init() throws MessagingException {
        setup = DeliverySetup.from(getMailetConfig(), files, usualName());
        GuardedDns dns = setup.dns().start(clock);
        // A queue that hands out no more than this at a time must not stand still because what it
        // handed out is for slow destinations.
        int prefetch = setup.queueing().scheduler().held() + DeliveryIntake.ASKED_AHEAD;
        queue =
                queues.createQueue(
                        MailQueueName.of(setup.queue()), MailQueueFactory.prefetchCount(prefetch));
        SecureRandom random = new SecureRandom();
        DnssecHealthCheck.watch(dns);
        MailDelivery delivery =
                new MailDelivery(
                        dns, new SmtpClient(setup.smtp(), clock), setup.delivery(), random);
        DeliveryStep step =
                new DeliveryStep(
                        new DeliveryStep.Surroundings(
                                later(),
                                getMailetContext(),
                                new DeliveryMetrics(metrics),
                                clock,
                                setup.queueing().pause()),
                        setup,
                        new DeliveryTrial(delivery, setup, random, clock));
        DeliveryWorkers workers = new DeliveryWorkers(queue::deQueue, step, setup.queueing());
        DeliveryMetrics.show(gauges, setup.queue(), workers.scheduler(), delivery);
        workers.start();
        open.add(0, () -> workers.stop(setup.queueing().stopPatience()));
        open.add(delivery);
        open.add(queue);
        open.add(() -> DnssecHealthCheck.forget(dns));
        open.add(dns);
    }

    private DeliveryLater later() throws MessagingException {
        DeliveryLater inQueue = new DeliveryLater.InQueue(queue);
        if (setup.queueing().isKeptIn(queue)) {
            return inQueue;
        }
        DeliveryRepository repository =
                DeliveryRepository.open(repositories, setup.queueing(), inQueue, clock);
        repository.start();
        open.add(repository);
        return repository;
    }

    private String usualName() {
        try {
            return domains.getDefaultDomain().name();
        } catch (DomainListException e) {
            LOG.warn("There is no default domain to use in EHLO", e);
            return "localhost";
        }
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        DeliveryMarks.priority(mail, setup.usePriority(), false);
        DeliveryMarks.queuedAt(mail, clock.instant());
        if (setup.gateways().isEmpty()) {
            enqueueByDomain(mail);
        } else if (!mail.getRecipients().isEmpty()) {
            DeliveryMarks.newEntry(mail);
            queue.enQueue(mail);
        }
        mail.setState(Mail.GHOST);
    }

    /** What could not be put into the queue stays with the mail, for James to handle. */
    private void enqueueByDomain(Mail mail) throws MessagingException {
        String name = mail.getName();
        Map<String, List<MailAddress>> groups =
                mail.getRecipients().stream()
                        .collect(
                                Collectors.groupingBy(
                                        address -> address.getDomain().asString(),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        List<MailAddress> left = new ArrayList<>(mail.getRecipients());
        try {
            for (Map.Entry<String, List<MailAddress>> group : groups.entrySet()) {
                mail.setRecipients(group.getValue());
                mail.setName(name + "-to-" + group.getKey());
                DeliveryMarks.newEntry(mail);
                queue.enQueue(mail);
                left.removeAll(group.getValue());
            }
        } catch (MessagingException | RuntimeException e) {
            mail.setRecipients(left);
            mail.setName(name);
            throw e;
        }
    }

    @Override
    public Collection<ProcessingState> requiredProcessingState() {
        return Stream.concat(setup.bounceProcessor().stream(), setup.onSuccess().stream()).toList();
    }

    @Override
    public void destroy() {
        for (AutoCloseable closeable : open) {
            try {
                closeable.close();
            } catch (IOException e) {
                LOG.warn("The outgoing queue did not close", e);
            } catch (Exception e) {
                LOG.error("Delivery did not stop cleanly", e);
            }
        }
    }

    @Override
    public String getMailetInfo() {
        return "Signet: delivery to other servers, authenticated by DANE";
    }
}
