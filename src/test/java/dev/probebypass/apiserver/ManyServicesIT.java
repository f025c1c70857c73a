package dev.probebypass.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What many ordinary Services cost: the heap that is live, and the time until the server is ready. Measured, not judged. */
@Tag("nightly")
final class ManyServicesIT {

    private static final int NAMESPACES = 100;
    private static final int SERVICES_OF_EACH = 100;
    private static final int CALLERS = 4;
    private static final int ROUNDS = 3;
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +[0-9]+ +([0-9]+)");
    private static final Path TABLE = Path.of("target", "many-services.md");

    @Test
    void takeLittleHeap() throws Exception {
        List<Version> versions = new ArrayList<>(List.of(Version.current()));
        if (System.getProperty("earlier") != null) {
            versions.add(Version.earlier());
        }
        try (ControlPlane controlPlane =
                ControlPlane.start(Binaries.locate(KubernetesOrigin.ofThisRun(), System.getenv()))) {
            IstioConfiguration.applyTo(controlPlane);
            measure(versions, 0, controlPlane);
            create(controlPlane);
            measure(versions, NAMESPACES * SERVICES_OF_EACH, controlPlane);
        }
    }

    private static void create(ControlPlane controlPlane) throws Exception {
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<?>> namespaces = IntStream.range(0, NAMESPACES)
                    .<Future<?>>mapToObj(_ -> callers.submit(() -> createInOneNamespace(controlPlane)))
                    .toList();
            for (Future<?> each : namespaces) {
                each.get();
            }
        }
    }

    private static void createInOneNamespace(ControlPlane controlPlane) {
        String namespace = controlPlane.createNamespace(Map.of("istio-injection", "enabled"));
        for (int i = 0; i < SERVICES_OF_EACH; i++) {
            controlPlane.client().resource(ordinary(namespace, "service-" + i)).create();
        }
    }

    /** As kubectl and Helm leave them; without an address each, of which the API server here has few. */
    private static Service ordinary(String namespace, String name) {
        return new ServiceBuilder(Services.of(namespace, name, new IntOrString("http")))
                .editMetadata()
                .addToLabels("app.kubernetes.io/name", name)
                .addToLabels("app.kubernetes.io/managed-by", "Helm")
                .addToAnnotations("meta.helm.sh/release-name", name)
                .addToAnnotations("kubectl.kubernetes.io/last-applied-configuration", "{%s}".formatted("x".repeat(600)))
                .endMetadata()
                .editSpec()
                .withClusterIP("None")
                .endSpec()
                .build();
    }

    private static void measure(List<Version> versions, int services, ControlPlane controlPlane)
            throws IOException, InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            for (Version version : versions) {
                long begin = System.nanoTime();
                ProductCommand command = ProductCommand.in(controlPlane);
                try (Product server = Product.launch(command.words(version), command.authority(), controlPlane)
                        .awaitReady()) {
                    Duration ready = Duration.ofNanos(System.nanoTime() - begin);
                    say(version, services, ready, liveBytes(server.pid()));
                }
            }
        }
    }

    /** What is live after a full collection. */
    private static long liveBytes(long pid) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jcmd.waitFor()).as(said).isZero();
        Matcher total = TOTAL.matcher(said);
        assertThat(total.find()).as(said).isTrue();
        return Long.parseLong(total.group(1));
    }

    private static void say(Version version, int services, Duration ready, long bytes) throws IOException {
        String row = "| %s | %d | %.1f MiB | %.1f s |%n"
                .formatted(version.name(), services, bytes / 1048576.0, ready.toMillis() / 1000.0);
        System.out.print(row);
        Files.writeString(TABLE, row, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
