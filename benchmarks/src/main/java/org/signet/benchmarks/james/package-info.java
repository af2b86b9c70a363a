/**
 * What runs inside the James that is measured: a control port through which its queue is filled and
 * its heap is watched.
 *
 * <p>Compiled against James 3.9 and loaded by James 3.8 as it is, so it names no class of Jakarta
 * Mail and takes Guice's own {@code Inject}.
 */
@NullMarked
package org.signet.benchmarks.james;

import org.jspecify.annotations.NullMarked;
