package dev.probebypass.pod;

/**
 * A probe that the kubelet makes over the network.
 *
 * @param port the port as written
 * @param target where the call goes
 */
public record Probe(Type type, Handler handler, PortReference port, Target target) {

    /** What a probe decides. */
    public enum Type {
        READINESS("readiness", "readinessProbe"),
        LIVENESS("liveness", "livenessProbe"),
        STARTUP("startup", "startupProbe");

        private final String word;
        private final String field;

        Type(String word, String field) {
            this.word = word;
            this.field = field;
        }

        /** The word people use for it. */
        public String word() {
            return word;
        }

        /** The name of the field in a container. */
        public String field() {
            return field;
        }
    }

    /**
     * Where a call goes.
     *
     * @param host empty for the pod itself, which is where the kubelet calls unless told otherwise
     * @param protocol what is spoken
     * @param path of an {@code httpGet}, empty if not set
     */
    public record Target(String host, Protocol protocol, String path) {

        /** Whether the call goes to the pod rather than to a host somebody named. */
        public boolean isPod() {
            return host.isEmpty();
        }
    }

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
