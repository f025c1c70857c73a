package dev.probebypass.pod;

/** A probe that the kubelet makes over the network. */
public record Probe(Type type, Call call) {

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
}
