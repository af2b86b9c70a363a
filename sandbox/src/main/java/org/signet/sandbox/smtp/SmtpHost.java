package org.signet.sandbox.smtp;

import java.util.Optional;

import javax.net.ssl.SSLSocketFactory;

/**
 * Who a receiving server is.
 *
 * @param domain the recipient domain it takes mail for
 * @param name its own host name
 * @param tls how it does STARTTLS; empty if it has none
 */
public record SmtpHost(String domain, String name, Optional<SSLSocketFactory> tls) {}
