package dev.probebypass.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.server.LargeApiServer.Collection;
import dev.probebypass.server.LargeApiServer.Lists;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The product with its smallest heap in clusters that a tenant has filled, while reviews go on: it neither ends nor keeps
 * anybody waiting, and whoever is not the tenant is decided as ever.
 */
final class LargeObjectsIT {

    private static final String SERVICES = "/api/v1/services";
    private static final String NAMESPACES = "/api/v1/namespaces";
    private static final String FOREIGN = "\"annotations\":{\"example.com/a\":\"%s\"}".formatted("a".repeat(255 << 10));
    private static final String OURS =
            "\"annotations\":{\"probe-bypass.dev/a\":\"%s\"}".formatted("a".repeat(255 << 10));

    private static final Collection NO_SERVICES = services(0, _ -> "");
    private static final Collection SHOP = namespaces(0, "");
    private static final Collection CONFIGURATION = configuration("");

    @TempDir
    private Path scratch;

    private static Collection services(int count, IntFunction<String> fields) {
        return new Collection(SERVICES, "Service", count, fields);
    }

    /** A Service of the tenant's. */
    private static String service(int number, String metadata, String selector) {
        return """
                "metadata":{"name":"s%d","namespace":"tenant","resourceVersion":"1",%s},
                "spec":{"selector":{%s},"ports":[{"port":80,"targetPort":8081}]}""".formatted(number, metadata, selector);
    }

    /** The Namespace {@code shop}, and others with these metadata. */
    private static Collection namespaces(int others, String metadata) {
        return new Collection(
                NAMESPACES,
                "Namespace",
                others + 1,
                number -> number == 0
                        ? "\"metadata\":{\"name\":\"shop\",\"resourceVersion\":\"1\"}"
                        : "\"metadata\":{\"name\":\"n%d\",\"resourceVersion\":\"1\",%s}".formatted(number, metadata));
    }

    private static Collection configuration(String more) {
        return new Collection("/api/v1/namespaces/istio-system/configmaps", "ConfigMap", 1, _ -> """
                "metadata":{"name":"istio-sidecar-injector","namespace":"istio-system","resourceVersion":"1"},
                "data":{"values":"{\\"global\\":{%s},\\"sidecarInjectorWebhook\\":{\\"rewriteAppHTTPProbe\\":false}}"}""".formatted(more));
    }

    /** So many labels of the largest size that is legal. */
    private static String labels(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> "\"%s/%s-%d\":\"%s\"".formatted("d".repeat(253), "k".repeat(56), i, "v".repeat(63)))
                .collect(Collectors.joining(","));
    }

    private void survives(BusyProduct server) {
        System.out.printf("reviews by status: %s%n", server.answers());
        server.get("/metrics")
                .lines()
                .filter(
                        line -> line.matches(
                                "(probe_bypass_(kept_bytes|unseen|review_duration_seconds_max)|jvm_memory_used_bytes.*Tenured).*"))
                .forEach(System.out::println);
        assertThat(server.isAlive()).as(server::log).isTrue();
        assertThat(server.decision("shop")).isEqualTo("bypass:NO_SERVICE");
        assertThat(server.answers().keySet()).as(server::log).containsExactly(200);
    }

    @ParameterizedTest
    @EnumSource
    void manyServicesWithLargeAnnotations(Lists lists) throws Exception {
        try (LargeApiServer cluster = LargeApiServer.start(
                        lists, services(5_000, i -> service(i, FOREIGN, "\"a\":\"b\"")), SHOP, CONFIGURATION);
                BusyProduct server = BusyProduct.in(cluster, scratch)) {
            server.awaitReady();

            survives(server);
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyServicesWithLargeSelectors(Lists lists) throws Exception {
        String selector = labels(600); // some 230 KiB
        try (LargeApiServer cluster = LargeApiServer.start(
                        lists, services(1_000, i -> service(i, "\"labels\":{}", selector)), SHOP, CONFIGURATION);
                BusyProduct server = BusyProduct.in(cluster, scratch)) {
            server.awaitReady();

            survives(server);
            assertThat(server.decision("tenant")).isEqualTo("leave:SERVICES_UNSEEN");
            assertThat(server.get("/metrics")).contains("probe_bypass_unseen_namespaces{kind=\"Service\"} 1.0");
            assertThat(server.log()).containsOnlyOnce("of namespace tenant");
        }
    }

    /** As large as an etcd takes them. */
    @ParameterizedTest
    @EnumSource
    void servicesWithTheLargestSelectors(Lists lists) throws Exception {
        String selector = labels(3_700);
        try (LargeApiServer cluster = LargeApiServer.start(
                        lists, services(100, i -> service(i, "\"labels\":{}", selector)), SHOP, CONFIGURATION);
                BusyProduct server = BusyProduct.in(cluster, scratch)) {
            server.awaitReady();

            survives(server);
            assertThat(server.decision("tenant")).isEqualTo("leave:SERVICES_UNSEEN");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNamespaceComesBackWhenItsServicesShrink(Lists lists) throws Exception {
        String selector = labels(600);
        try (LargeApiServer cluster = LargeApiServer.start(
                        lists, services(100, i -> service(i, "\"labels\":{}", selector)), SHOP, CONFIGURATION);
                BusyProduct server = BusyProduct.in(cluster, scratch)) {
            server.awaitReady();
            assertThat(server.decision("tenant")).isEqualTo("leave:SERVICES_UNSEEN");

            Collection few = services(2, i -> service(i, "\"labels\":{}", "\"a\":\"b\""));
            cluster.replace(few);
            cluster.tell(SERVICES, "MODIFIED", few.object(0));
            cluster.tell(SERVICES, "MODIFIED", few.object(1));
            for (int i = 2; i < 100; i++) {
                cluster.tell(SERVICES, "DELETED", few.object(i));
            }
            server.await("/metrics", "probe_bypass_unseen_namespaces{kind=\"Service\"} 0.0");

            survives(server);
            assertThat(server.decision("tenant")).isEqualTo("bypass:NO_SERVICE");
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyLargeNamespaces(Lists lists) throws Exception {
        try (LargeApiServer cluster =
                        LargeApiServer.start(lists, NO_SERVICES, namespaces(1_000, FOREIGN), CONFIGURATION);
                BusyProduct server = BusyProduct.in(cluster, scratch)) {
            server.awaitReady();

            survives(server);
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyNamespacesOfWhichMuchWouldBeKept(Lists lists) throws Exception {
        try (LargeApiServer cluster = LargeApiServer.start(lists, NO_SERVICES, namespaces(1_000, OURS), CONFIGURATION);
                BusyProduct server = BusyProduct.in(cluster, scratch)) {
            server.awaitReady();

            survives(server);
            assertThat(server.decision("n7")).isEqualTo("leave:SERVICES_UNSEEN");
            assertThat(server.get("/metrics")).contains("probe_bypass_unseen_namespaces{kind=\"Namespace\"} 1000.0");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLargeConfigMap(Lists lists) throws Exception {
        String values = "\\\"a\\\":\\\"%s\\\"".formatted("a".repeat(1 << 20));
        try (LargeApiServer cluster = LargeApiServer.start(lists, NO_SERVICES, SHOP, configuration(values));
                BusyProduct server = BusyProduct.in(cluster, scratch)) {
            server.awaitReady();

            survives(server);
        }
    }

    @Test
    void oneLargeServiceThatChangesAllTheTime() throws Exception {
        try (LargeApiServer cluster = LargeApiServer.start(
                        Lists.STREAMS, services(1, i -> service(i, FOREIGN, "\"a\":\"b\"")), SHOP, CONFIGURATION);
                BusyProduct server = BusyProduct.in(cluster, scratch)) {
            server.awaitReady();

            change(cluster, 1_000);

            server.awaitDecision("tenant", "leave:APPLICATION_PORT");
            survives(server);
        }
    }

    private static void change(LargeApiServer cluster, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            String selector = "\"a\":\"%d\"".formatted(i);
            cluster.tell(
                    SERVICES,
                    "MODIFIED",
                    services(1, number -> service(number, FOREIGN, selector)).object(0));
        }
    }
}
