/** Filled below. */
@NullMarked
package org.signet.rights.key;

import org.jspecify.annotations.NullMarked;
