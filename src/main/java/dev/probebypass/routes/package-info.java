/**
 * The ways into a pod: what leads connections to its ports, how sure that is, and the sources that know. A source of a kind
 * of objects keeps only what it reads of them.
 */
@NullMarked
package dev.probebypass.routes;

import org.jspecify.annotations.NullMarked;
