/**
 * Stand-ins for mailets of {@code james-server-mailets}, which Maven Central lacks for James 3.9.0.
 *
 * <p>They bear the names under which {@code mailetcontainer.xml} asks for the real ones, and write
 * what they get into files, so that tests see it. What they stand for is tried for real with James
 * 3.8.1.
 */
@NullMarked
package org.apache.james.transport.mailets;

import org.jspecify.annotations.NullMarked;
