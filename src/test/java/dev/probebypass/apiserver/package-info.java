/**
 * The product beside a real API server: an etcd and a kube-apiserver on loopback, other webhooks that record what they
 * got, and what a client, the audit log and the stored pods say afterwards.
 */
@NullMarked
package dev.probebypass.apiserver;

import org.jspecify.annotations.NullMarked;
