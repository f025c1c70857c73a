package dev.probebypass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.documentation.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a server needs with each profile of the JVM. Written to target/footprint.md; {@code -Dgolden.update=true} writes it into the
 * page of the image too.
 */
@Order(10)
@ExtendWith(SharedCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FootprintClusterIT {

    private static final Path WRITTEN = Path.of("target", "footprint.md");
    private static final String PAGE = "src/site/markdown/image.md";
    private static final String MARK = "footprint";
    private static final List<String> PROFILES = List.of("small", "throughput");
    private static final int REVIEWS = 400;

    /** The chart's limit; beyond it the kernel ends the server. */
    private static final long LIMIT_MEBIBYTES = 256;

    private final Cluster cluster;
    private final StringBuilder table = new StringBuilder("""
            | profile | memory after %d reviews | ready after |
            |---|---|---|
            """.formatted(REVIEWS));

    FootprintClusterIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void everyProfileStaysWellBelowTheLimitOfTheChart() {
        for (String profile : PROFILES) {
            List<Footprint> footprints = measure(profile);
            table.append("| `%s` | %s MiB | %s s |%n"
                    .formatted(
                            profile,
                            joined(footprints.stream().map(Footprint::mebibytes)),
                            joined(footprints.stream()
                                    .map(footprint -> footprint.start().toSeconds()))));

            assertThat(footprints)
                    .isNotEmpty()
                    .allSatisfy(footprint -> assertThat(footprint.mebibytes()).isLessThan(LIMIT_MEBIBYTES));
        }
    }

    private List<Footprint> measure(String profile) {
        cluster.webhook().present("jvm.profile=" + profile);
        try (TestNamespace namespace = cluster.strictNamespace()) {
            IntStream.range(0, REVIEWS)
                    .forEach(review -> namespace.dryRun(Target.called("reviewed")
                            .serving(Handler.HTTP, 9001)
                            .probed(Kind.READINESS, Handler.HTTP, 9001)));
        }
        return Footprint.of(cluster.client(), cluster.webhook().pods());
    }

    private static String joined(Stream<Long> figures) {
        return figures.sorted().map(String::valueOf).collect(Collectors.joining(" and "));
    }

    @AfterAll
    void write() throws IOException {
        Files.writeString(WRITTEN, table);
        System.out.println(table);
        if (Boolean.getBoolean("golden.update")) {
            Page.of(PAGE).withMarked(MARK, "\n" + table + "\n").write();
        }
    }
}
