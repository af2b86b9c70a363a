/** Tests of the S/MIME core that cross its packages, and what its tests share. */
@NullMarked
package org.signet.smime;

import org.jspecify.annotations.NullMarked;
