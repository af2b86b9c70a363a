/**
 * Delivery of one message to one destination: which hosts to try, in which order, and what to tell.
 *
 * <p>A destination is a domain, an address literal or a list of gateways. For a domain its MX
 * records say which hosts take its mail (RFC 5321 §5.1): the lowest preference first, equal ones in
 * random order; without MX records the domain itself is the host; a null MX (RFC 7505) says that it
 * takes no mail. {@link org.signet.transport.delivery.RouteFinder} finds that out, with its DNSSEC
 * status.
 *
 * <p>{@link org.signet.transport.delivery.MailDelivery} then walks over hosts and addresses. For
 * each host it asks for the addresses, for what DANE demands, and decides by {@link
 * org.signet.transport.policy.TlsPolicy}; each host is judged on its own. It goes on to the next
 * where a host cannot be reached, is not what it should be, or refuses for now; it stops where all
 * recipients are settled, or where the limits on hosts and connections are reached. Where a server
 * may have accepted the message without saying so, no other is tried at once, so that the message
 * does not arrive twice without need.
 *
 * <p>Every recipient gets one {@link org.signet.transport.delivery.Outcome}: delivered (with how),
 * to be tried again, or refused for good, with a {@link org.signet.transport.policy.Reason} and a
 * text that names host and cause. Retries belong to the caller.
 *
 * <p>Connections are kept for further messages, each under the address, the host and the policy
 * that its server was judged by; none carries a message that demands another judgement. {@link
 * org.signet.transport.delivery.DeliveryScheduler} holds messages in a line for each destination
 * and lets more or fewer be under way as tries succeed or fail, so that a destination that is slow
 * or dead holds back none but its own.
 */
@NullMarked
package org.signet.transport.delivery;

import org.jspecify.annotations.NullMarked;
