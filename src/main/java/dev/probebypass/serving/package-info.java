/**
 * What {@code serve} wires together: a connection to a cluster, a certificate to show, the two servers, and the order in which
 * they start, warm up, drain and stop.
 */
@NullMarked
package dev.probebypass.serving;

import org.jspecify.annotations.NullMarked;
