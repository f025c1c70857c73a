/**
 * The decision: which of a pod's ports bypass the sidecar, which don't, and why. The same pod, snapshot and options always
 * make the same plan; nobody decides a second time somewhere else.
 */
@NullMarked
package dev.probebypass.bypass;

import org.jspecify.annotations.NullMarked;
