package dev.probebypass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.documentation.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the kubelet makes of every kind of probe under strict mTLS, without the webhook and with it. Written to
 * target/truth-table.md; {@code -Dgolden.update=true} writes it into the lab's page too.
 */
@Order(1)
@ExtendWith(SharedCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TruthTableClusterIT {

    private static final Path WRITTEN = Path.of("target", "truth-table.md");
    private static final String PAGE = "deploy/lab/README.md";
    private static final String MARK = "table";

    private final Measurement measured;

    TruthTableClusterIT(Cluster cluster) throws IOException {
        this.measured = Measurement.of(cluster);
        Files.writeString(WRITTEN, measured.markdown());
        System.out.println(measured.markdown());
    }

    @Test
    void withoutTheWebhookProbesOverTheNetworkAreWrong() {
        assertThat(Watch.wrong(measured.table().before()))
                .containsExactlyInAnyOrderElementsOf(Stream.of(Kind.values())
                        .flatMap(kind -> Stream.of(
                                new Row(Handler.HTTP, kind, Application.UP),
                                new Row(Handler.HTTPS, kind, Application.UP),
                                new Row(Handler.GRPC, kind, Application.UP),
                                new Row(Handler.TCP, kind, Application.CLOSED)))
                        .toList());
    }

    @Test
    void withTheWebhookEveryProbeTellsTheTruth() {
        assertThat(Watch.wrong(measured.table().after())).isEmpty();
    }

    @Test
    void theTableOfTheLabsPageSaysTheSame() {
        if (Boolean.getBoolean("golden.update")) {
            Page.of(PAGE).withMarked(MARK, "\n" + measured.markdown() + "\n").write();
        }

        List<List<String>> committed = TruthTable.verdicts(Page.of(PAGE).marked(MARK));

        assertThat(TruthTable.verdicts(measured.markdown()))
                .as("%s; -Dgolden.update=true writes it", PAGE)
                .hasSize(Row.all().size())
                .isEqualTo(committed);
    }
}
