/**
 * Manifests with annotations put into their pod templates. A text is edited where an annotation belongs, and stays as it is
 * everywhere else; what it became is read again and compared with what it should be.
 */
@NullMarked
package dev.probebypass.inject;

import org.jspecify.annotations.NullMarked;
