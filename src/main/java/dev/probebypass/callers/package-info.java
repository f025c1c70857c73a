/**
 * Who calls a pod's ports, as far as objects of the cluster say it: Prometheus by its monitors, the API server by webhook
 * configurations and APIServices. Nothing is decided by it but what a warning advises, and whether a mesh's certificates are needed.
 */
@NullMarked
package dev.probebypass.callers;

import org.jspecify.annotations.NullMarked;
