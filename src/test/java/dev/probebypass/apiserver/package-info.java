/**
 * The product beside a real API server: an etcd and a kube-apiserver on loopback, other webhooks that record what they
 * got, and what a client, the audit log and the stored pods say afterwards.
 *
 * <p>Where to find what: {@code ControlPlane} (with {@code Etcd}, {@code ApiServer}, {@code Binaries}, {@code GoTools}) is the API
 * server, {@code SharedControlPlane} one for a whole run. {@code Product} is our server as a process, by a {@code ProductCommand};
 * {@code Release} is the chart installed by {@code Helm}, with the servers that its Deployment describes; {@code Installation} and
 * {@code ManagedInstallation} are the same without Helm. {@code Balancer} stands for a Service. {@code RawApi}, {@code DryRun} and
 * {@code Probed} create pods; {@code Calls} counts while something happens. {@code RecordingWebhook}, {@code Injector} and
 * {@code Registration} are other webhooks; {@code IstioConfiguration} is Istio's own objects. {@code Version} is this build, or an
 * earlier one for upgrades.
 */
@NullMarked
package dev.probebypass.apiserver;

import org.jspecify.annotations.NullMarked;
