/** RFC 6902 operations as values, and the ones that change a pod's annotations. Nothing else of a pod is ever touched. */
@NullMarked
package dev.probebypass.patch;

import org.jspecify.annotations.NullMarked;
