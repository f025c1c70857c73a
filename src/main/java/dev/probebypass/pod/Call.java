package dev.probebypass.pod;

import java.util.Optional;

/**
 * A call that the kubelet makes over the network. Probes and hooks share it, since they are read and judged alike.
 *
 * @param port the port as written
 * @param host that somebody named, empty for the pod itself, which is where the kubelet calls unless told otherwise
 * @param path of an {@code httpGet}, empty if not set
 */
public record Call(
        Handler handler, PortReference port, Optional<String> host, Protocol protocol, Optional<String> path) {

    /** What a call speaks, as far as somebody between might not. */
    public enum Protocol {
        /** HTTP/1.1, gRPC or nothing, in clear text. */
        USUAL,
        /** HTTP over TLS, which agrees on its version. */
        HTTPS,
        /** HTTP/2 in clear text ({@code httpGet.protocol: HTTP2}, since Kubernetes 1.37). */
        CLEARTEXT_HTTP2,
        /** gRPC over TLS ({@code grpc.mode: TLS}, since Kubernetes 1.37). */
        GRPC_OVER_TLS
    }
}
