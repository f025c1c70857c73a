/**
 * What a service mesh does with a pod's ports: whether it takes the pod, which probes it makes work by itself, and how a
 * list of excluded ports is written, read and merged. A mesh is a case of {@link dev.probebypass.mesh.Mesh}.
 */
@NullMarked
package dev.probebypass.mesh;

import org.jspecify.annotations.NullMarked;
