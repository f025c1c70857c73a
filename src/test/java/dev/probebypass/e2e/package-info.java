/**
 * The product in a real cluster: the chart installed by Helm, Istio's injector, strict mTLS, and what the kubelet makes of
 * probes before and after. The profile {@code cluster} runs what ends in ClusterIT, against the cluster that KUBECONFIG
 * names, or against the lab.
 */
@NullMarked
package dev.probebypass.e2e;

import org.jspecify.annotations.NullMarked;
