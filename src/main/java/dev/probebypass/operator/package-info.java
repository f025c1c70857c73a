/**
 * The operator: keeps the Secret of our certificate authorities, the {@code caBundle} of the webhook configurations that call us,
 * and our place among these. Every replica reads; the one that holds the Lease runs the leader's tasks, which write. Elections,
 * restarts and handovers are pure functions ({@code Candidacy}, {@code ControllerLifecycle}, {@code Handover}); the cluster is
 * behind {@code OperatorClient}.
 */
@NullMarked
package dev.probebypass.operator;

import org.jspecify.annotations.NullMarked;
