/** The registry of meshes: the one place that names each of them. */
@NullMarked
package dev.probebypass.meshes;

import org.jspecify.annotations.NullMarked;
