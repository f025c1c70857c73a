package dev.probebypass.bypass;

import dev.probebypass.callers.Evidence;
import dev.probebypass.callers.PortQuery;
import dev.probebypass.cluster.Snapshot;
import dev.probebypass.mesh.Guard;
import dev.probebypass.mesh.Mesh;
import dev.probebypass.pod.Pod;
import dev.probebypass.routes.Routes;
import java.util.Optional;

/**
 * Who calls the ports of a pod, as far as anybody can see.
 *
 * @param routes the ways into the pod
 */
record PodCallers(Pod pod, Snapshot snapshot, Routes routes) {

    /** Who calls a port to which routes lead. */
    Evidence of(int port) {
        return snapshot.callers().of(query(port));
    }

    /** Whether any monitor names certificates, so that it may guard a port. */
    boolean mayGuard() {
        return snapshot.callers().nameCertificates();
    }

    /** A monitor by which Prometheus calls a port with the mesh's certificates: without the sidecar nobody would know them. */
    Optional<Guard> guard(int port, Mesh mesh) {
        return mayGuard()
                ? snapshot.callers()
                        .scraperWith(query(port), mesh::hasCertificate)
                        .map(scraper ->
                                new Guard(scraper.kind(), scraper.name(), scraper.namespace(), "scrapes it over mTLS"))
                : Optional.empty();
    }

    private PortQuery query(int port) {
        return new PortQuery(
                pod, port, snapshot.namespaceName(), snapshot.routes().services(), routes);
    }
}
