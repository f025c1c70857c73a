/**
 * Keeps snapshots current: follows a cluster's Services and Namespaces, and what meshes keep of their configuration, and holds
 * no more of them than a decision needs. What the API server does not say (yet) is missing from a snapshot, never waited
 * for, but for a Namespace that was made a moment ago.
 */
@NullMarked
package dev.probebypass.cluster.watch;

import org.jspecify.annotations.NullMarked;
