/** Filled below. */
@NullMarked
package org.signet.rights.wrapper;

import org.jspecify.annotations.NullMarked;
