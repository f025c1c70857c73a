/**
 * The product in a real cluster: the chart installed by Helm, Istio's injector, strict mTLS, and what the kubelet makes of
 * probes before and after. The profile {@code cluster} runs what ends in ClusterIT, against the cluster that KUBECONFIG
 * names, or against the lab.
 *
 * <p>Where to find what: {@code Cluster} is the cluster and {@code SharedCluster} one for a run; {@code Webhook} is our chart in
 * it, {@code Istio} its settings, {@code Node} a way onto the node. {@code TestNamespace} holds a test's objects; {@code Target} and
 * {@code Application} are workloads, {@code Caller} a client in or outside the mesh. {@code PodObservation}, {@code Observation} and
 * {@code KubeletMessage} are what the kubelet says; {@code Creations} counts pods while something happens; {@code TruthTable} and
 * {@code Measurement} make the tables of the documentation.
 */
@NullMarked
package dev.probebypass.e2e;

import org.jspecify.annotations.NullMarked;
