/**
 * James 3.9.0's extension loader and mailet container, started by their own server class.
 *
 * <p>Real here, from Maven Central: {@code GuiceJamesServer} with its start-up checks and
 * startables, {@code ExtendedClassLoader}, the Guice mailet and matcher loaders, the mailet
 * container with its spooler, the standard mailets and matchers, mail repositories, domain list and
 * users. Not published there for 3.9.0 are the memory mail queue, the mailets of {@code
 * james-server-mailets} and the protocol servers. In their place: {@link
 * org.signet.acceptance.container.StandInQueues}, the three mailets in {@code
 * org.apache.james.transport.mailets} that write what they get into files, and a folder from which
 * mail is taken as submitted ({@link org.signet.acceptance.container.Container}).
 */
@NullMarked
package org.signet.acceptance.container;

import org.jspecify.annotations.NullMarked;
