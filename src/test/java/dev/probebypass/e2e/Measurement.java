package dev.probebypass.e2e;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The table, on what it was measured, and what the webhook needed meanwhile. */
record Measurement(TruthTable table, String surroundings, List<Footprint> footprints) {

    static Measurement of(Cluster cluster) {
        cluster.withoutTheWebhook();
        String surroundings;
        Map<Row, Observation> before;
        try (TestNamespace namespace = cluster.strictNamespace()) {
            before = Watch.of(namespace, Row.all(), UnaryOperator.identity());
            surroundings = Surroundings.of(cluster, namespace.look().pods().getFirst());
        }

        // Thirty pods that are being ended would slow down the webhook's start.
        cluster.awaitNoNamespaces();
        cluster.webhook().present();
        Map<Row, Observation> after;
        try (TestNamespace namespace = cluster.strictNamespace()) {
            after = Watch.patiently(namespace, Row.all(), UnaryOperator.identity());
        }
        return new Measurement(
                new TruthTable(before, after),
                surroundings,
                Footprint.of(cluster.client(), cluster.webhook().pods()));
    }

    String markdown() {
        return """
                %s. PeerAuthentication STRICT, rewriting of probes off. Wrong without the webhook: %d of %d; with it: %d of %d.

                %s
                The webhook's pods, each: %s.
                """.formatted(
                        surroundings,
                        Watch.wrong(table.before()).size(),
                        table.before().size(),
                        Watch.wrong(table.after()).size(),
                        table.after().size(),
                        table.markdown(),
                        footprints.stream().map(Measurement::words).collect(Collectors.joining("; ")));
    }

    private static String words(Footprint footprint) {
        return "%d MiB of memory (working set of its cgroup), ready %d s after its container started"
                .formatted(footprint.mebibytes(), footprint.start().toSeconds());
    }
}
