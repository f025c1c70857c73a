/**
 * Istio with sidecars, and what is Istio's data plane under another name, such as Alibaba Cloud ASM. All that is known of it
 * is in this room.
 */
@NullMarked
package dev.probebypass.mesh.istio;

import org.jspecify.annotations.NullMarked;
