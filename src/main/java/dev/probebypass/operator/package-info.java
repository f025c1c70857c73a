/**
 * Upkeep of what we have in the cluster: the Secret of our certificate authorities, the {@code caBundle} of our webhook
 * configuration, and the place of that configuration among the others. Every replica reads; the one that holds the Lease
 * writes.
 */
@NullMarked
package dev.probebypass.operator;

import org.jspecify.annotations.NullMarked;
