/**
 * The network side of the webhook: TLS, the one route, the limits that keep a caller from costing more than it should, and
 * the plain port for probes and metrics. What an AdmissionReview says is not its business.
 */
@NullMarked
package dev.probebypass.server;

import org.jspecify.annotations.NullMarked;
