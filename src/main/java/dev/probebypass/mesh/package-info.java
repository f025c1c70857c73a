/**
 * The contract between the decision and a service mesh: whether it takes a pod, which probes it makes work by itself, and
 * how a list of excluded ports is written, read and merged. A mesh is a {@link dev.probebypass.mesh.Mesh} in a room of its
 * own below this one.
 */
@NullMarked
package dev.probebypass.mesh;

import org.jspecify.annotations.NullMarked;
