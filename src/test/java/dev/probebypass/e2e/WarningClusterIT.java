package dev.probebypass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.testing.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ports that are left because a Service targets them: the kubelet agrees with each warning, and with each silence. */
@Order(2)
@ExtendWith(SharedCluster.class)
final class WarningClusterIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final List<Row> ROWS =
            Row.of(Kind.READINESS, Handler.HTTP, Handler.HTTPS, Handler.TCP, Handler.GRPC);

    private final Cluster cluster;

    WarningClusterIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void theWebhookIsThere() {
        cluster.withTheWebhook();
    }

    @Test
    void theKubeletAgreesWithEachWarningAndEachSilence() {
        try (TestNamespace permissive = cluster.permissiveNamespace();
                TestNamespace strict = cluster.strictNamespace()) {
            List.of(permissive, strict).forEach(WarningClusterIT::route);
            Eventually.holds(
                    "STRICT is to be known",
                    LIMIT,
                    () -> ROWS.stream()
                            .noneMatch(row -> strict.warnings(row.target()).isEmpty()));

            Set<Handler> warnedInPermissive = warned(permissive);
            Set<Handler> wrongInPermissive = wrong(Watch.patiently(permissive, ROWS, UnaryOperator.identity()));
            Set<Handler> warnedInStrict = warned(strict);
            Set<Handler> wrongInStrict = wrong(Watch.of(strict, ROWS, UnaryOperator.identity()));

            assertThat(wrongInPermissive).as("PERMISSIVE").isEqualTo(warnedInPermissive);
            assertThat(wrongInStrict).as("STRICT").isEqualTo(warnedInStrict);
            assertThat(warnedInPermissive).containsExactly(Handler.TCP);
            assertThat(warnedInStrict).containsExactly(Handler.HTTP, Handler.HTTPS, Handler.TCP, Handler.GRPC);
            assertThat(permissive.patched()).isEmpty();
            assertThat(strict.patched()).isEmpty();
        }
    }

    /** The Service is there, and known, before the pods that it selects. */
    private static void route(TestNamespace namespace) {
        namespace.service(
                "shared",
                Map.of("application", "target"),
                ROWS.stream().collect(Collectors.toMap(Row::port, Row::handler, (one, same) -> one)));
        Eventually.holds(
                "the Service is to be known",
                LIMIT,
                () -> ROWS.stream()
                        .map(Row::target)
                        .noneMatch(target -> namespace
                                .dryRun(target)
                                .getMetadata()
                                .getAnnotations()
                                .containsKey(Target.RECORD)));
    }

    /** Those of which there is a word, whether the application listens or not: nobody knows that before. */
    private static Set<Handler> warned(TestNamespace namespace) {
        return handlers(ROWS.stream()
                .filter(row -> !namespace.warnings(row.target()).isEmpty())
                .toList());
    }

    private static Set<Handler> wrong(Map<Row, Observation> observed) {
        return handlers(Watch.wrong(observed));
    }

    private static Set<Handler> handlers(List<Row> rows) {
        return rows.stream().map(Row::handler).collect(Collectors.toCollection(TreeSet::new));
    }
}
