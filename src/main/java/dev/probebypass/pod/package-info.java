/**
 * A read-only view of a pod: its containers, probes, ports, labels and annotations, and the reader that makes it from
 * JSON. Nothing here knows a mesh.
 */
@NullMarked
package dev.probebypass.pod;

import org.jspecify.annotations.NullMarked;
