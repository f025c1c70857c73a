/**
 * What a decision knows of the cluster around a pod: its Namespace, the Services that may route to it, and how the mesh is
 * configured. A snapshot never changes; where it comes from is somebody else's business.
 */
@NullMarked
package dev.probebypass.cluster;

import org.jspecify.annotations.NullMarked;
