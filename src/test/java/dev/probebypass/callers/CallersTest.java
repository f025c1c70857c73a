package dev.probebypass.callers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.ObjectKey;
import dev.probebypass.objects.StoreBudget;
import dev.probebypass.objects.StoreLimits;
import dev.probebypass.objects.StoreListener;
import dev.probebypass.pod.Pod;
import dev.probebypass.pod.PodReader;
import dev.probebypass.routes.ClusterRoutes;
import dev.probebypass.routes.LabelKeys;
import dev.probebypass.routes.NamespaceRoutes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallersTest {

    private static final String NAMESPACE = "shop";
    private static final YAMLMapper YAML = new YAMLMapper();

    private final ClusterRoutes routes = new ClusterRoutes(StoreBudget.unlimited(), LabelKeys.DEFAULT, List.of());
    private ClusterCallers callers =
            new ClusterCallers(StoreBudget.unlimited(), CallerStores.create(StoreBudget.unlimited()));

    /** A Service with a port for requests and one for metrics, which leads to 9000. */
    @BeforeEach
    void serve() throws JsonProcessingException {
        apply("""
                kind: Service
                metadata: {name: web, namespace: shop, labels: {app: web, tier: front}}
                spec:
                  selector: {app: web}
                  ports:
                  - {name: http, port: 80, targetPort: 8080}
                  - {name: ops, port: 90, targetPort: ops}
                """);
    }

    @Test
    void nobodyIsKnownToCallAPortOfAService() throws IOException {
        assertThat(evidence(9000)).isEqualTo(Evidence.Unknown.UNKNOWN);
    }

    @Test
    void nobodyIsKnownToCallAPortToWhichNothingLeads() throws IOException {
        assertThat(evidence(7000)).isEqualTo(Evidence.Unknown.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{port: ops}",
                "{targetPort: 9000}",
                "{targetPort: ops}",
                "{port: ops, scheme: http}",
                "{port: ops, scheme: HTTP, tlsConfig: {caFile: /etc/prom-certs/root-cert.pem}}",
                "{port: ops, targetPort: 8080}"
            })
    void aServiceMonitorCallsThePortThatItNames(String endpoint) throws IOException {
        monitor("{}", "{matchLabels: {app: web}}", endpoint);

        assertThat(evidence(9000)).isEqualTo(Evidence.Scraping.SCRAPING);
        assertThat(evidence(8080)).isEqualTo(Evidence.Unknown.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{port: http}",
                "{port: '9000'}",
                "{targetPort: '9000'}",
                "{targetPort: 90}",
                "{port: ops, scheme: https}",
                "{port: ops, scheme: HTTPS}",
                "{}"
            })
    void aServiceMonitorOfAnotherPortOrOverTlsSaysNothing(String endpoint) throws IOException {
        monitor("{}", "{matchLabels: {app: web}}", endpoint);

        assertThat(evidence(9000)).isEqualTo(Evidence.Unknown.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{any: true}               | {}                                                        | true",
                "{matchNames: [other,shop]}| {matchLabels: {app: web, tier: front}}                    | true",
                "{any: true}               | {matchExpressions: [{key: tier, operator: Exists}]}       | true",
                "{any: true}               | {matchExpressions: [{key: app, operator: In, values: [web]}]} | true",
                "{}                        | {matchLabels: {app: web}}                                 | false",
                "{matchNames: [other]}     | {matchLabels: {app: web}}                                 | false",
                "{any: true}               | {matchLabels: {app: web, tier: back}}                     | false",
                "{any: true}               | {matchExpressions: [{key: app, operator: NotIn, values: [web]}]} | false"
            })
    void aServiceMonitorSelectsByNamespacesAndLabels(String namespaces, String selector, boolean selects)
            throws IOException {
        apply("""
                apiVersion: monitoring.coreos.com/v1
                kind: ServiceMonitor
                metadata: {name: all, namespace: monitoring}
                spec: {namespaceSelector: %s, selector: %s, endpoints: [{port: ops}]}
                """.formatted(namespaces, selector));

        assertThat(evidence(9000) == Evidence.Scraping.SCRAPING).isEqualTo(selects);
    }

    @Test
    void aMonitorThatIsGoneSaysNothing() throws IOException {
        monitor("{}", "{matchLabels: {app: web}}", "{port: ops}");
        assertThat(evidence(9000)).isEqualTo(Evidence.Scraping.SCRAPING);

        callers.remove("ServiceMonitor.monitoring.coreos.com", ObjectKey.of(NAMESPACE, "web"));

        assertThat(evidence(9000)).isEqualTo(Evidence.Unknown.UNKNOWN);
        assertThat(callers.callers())
                .as("made once for as long as nothing changes")
                .isSameAs(callers.callers());
    }

    @Test
    void everyServiceThatLeadsThereMustLookLikeScraping() throws IOException {
        monitor("{}", "{matchLabels: {tier: front}}", "{port: ops}");
        service("second", "", "- {name: http, port: 80, targetPort: 9000}");

        assertThat(evidence(9000)).isEqualTo(Evidence.Unknown.UNKNOWN);

        service("second", "", "- {name: http-metrics, port: 80, targetPort: 9000}");

        assertThat(evidence(9000)).isEqualTo(Evidence.Scraping.SCRAPING);
    }

    @Test
    void everyPortOfAServiceThatLeadsThereMustLookLikeScraping() throws IOException {
        monitor("{}", "{matchLabels: {tier: front}}", "{port: ops}");
        service("second", "", """
                - {name: metrics, port: 80, targetPort: 9000}
                  - {name: grpc, port: 81, targetPort: 9000}""");

        assertThat(evidence(9000)).isEqualTo(Evidence.Unknown.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'9000' | 8080 | ops | true",
                "'90'   | 8080 | ops | true",
                "'8080' | 8080 | ops | false",
                "''     | 8080 | ops | false",
                "''     | 8080 | http-metrics | true"
            })
    void anAnnotationMeansThePortThatItNamesOrOneThatIsNamedSo(
            String annotation, int other, String name, boolean counts) throws IOException {
        service("web", "prometheus.io/scrape: 'true', prometheus.io/port: '%s'".formatted(annotation), """
                - {name: http, port: 80, targetPort: %d}
                  - {name: %s, port: 90, targetPort: 9000}""".formatted(
                        other, name));

        assertThat(evidence(9000) == Evidence.Scraping.SCRAPING).isEqualTo(counts);
    }

    @Test
    void anAnnotationWithoutAPortMeansTheOnlyOne() throws IOException {
        service("web", "prometheus.io/scrape: 'true'", "- {name: ops, port: 90, targetPort: 9000}");

        assertThat(evidence(9000)).isEqualTo(Evidence.Scraping.SCRAPING);
    }

    @Test
    void aPortForMetricsAmongOthersSaysNothingByItsNameAlone() throws IOException {
        service("web", "", """
                - {name: http, port: 80, targetPort: 8080}
                  - {name: metrics, port: 90, targetPort: 9000}""");

        assertThat(evidence(9000)).isEqualTo(Evidence.Unknown.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"ValidatingWebhookConfiguration, validating webhook", "MutatingWebhookConfiguration, mutating webhook"})
    void theApiServerCallsTheServiceOfAWebhook(String kind, String called) throws IOException {
        webhook(kind, "{namespace: shop, name: web, port: 90}");

        assertThat(evidence(9000)).isEqualTo(new Evidence.ApiServer(called + " rules"));
        assertThat(evidence(8080)).isEqualTo(Evidence.Unknown.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{namespace: shop, name: web}",
                "{namespace: shop, name: web, port: 80}",
                "{namespace: shop, name: other, port: 90}",
                "{namespace: other, name: web, port: 90}",
                "{}"
            })
    void theApiServerCallsNoOtherServiceAndNoOtherPort(String service) throws IOException {
        webhook("ValidatingWebhookConfiguration", service);

        assertThat(evidence(9000)).isEqualTo(Evidence.Unknown.UNKNOWN);
    }

    @Test
    void aWebhookCallsPort443WhereItNamesNone() throws IOException {
        service("web", "", "- {port: 443, targetPort: 9000}");
        webhook("ValidatingWebhookConfiguration", "{namespace: shop, name: web}");

        assertThat(evidence(9000)).isEqualTo(new Evidence.ApiServer("validating webhook rules"));
    }

    @Test
    void theApiServerCallsTheServiceOfAnApiService() throws IOException {
        apply("""
                apiVersion: apiregistration.k8s.io/v1
                kind: APIService
                metadata: {name: v1.metrics.example.com}
                spec: {service: {namespace: shop, name: web, port: 90}, caBundle: c2VjcmV0}
                """);

        assertThat(evidence(9000)).isEqualTo(new Evidence.ApiServer("APIService v1.metrics.example.com"));
    }

    @Test
    void theApiServerIsNamedWherePrometheusCallsToo() throws IOException {
        webhook("ValidatingWebhookConfiguration", "{namespace: shop, name: web, port: 90}");
        service("second", "", "- {name: metrics, port: 90, targetPort: 9000}");

        assertThat(evidence(9000)).isEqualTo(new Evidence.ApiServer("validating webhook rules"));
    }

    @Test
    void somebodyElseMayCallBesideTheApiServer() throws IOException {
        webhook("ValidatingWebhookConfiguration", "{namespace: shop, name: web, port: 90}");
        service("second", "", "- {name: http, port: 90, targetPort: 9000}");

        assertThat(evidence(9000)).isEqualTo(Evidence.Unknown.UNKNOWN);
    }

    private static final String CERTIFICATES =
            "tlsConfig: {caFile: /etc/prom-certs/root-cert.pem, certFile: /etc/prom-certs/cert-chain.pem}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                CERTIFICATES,
                "tlsConfig: {caFile: root-cert.pem}",
                "tlsConfig: {ca: {configMap: {name: istio-ca-root-cert, key: root-cert.pem}}}",
                "tlsConfig: {cert: {secret: {name: any, key: cert-chain.pem}}}"
            })
    void aServiceMonitorOverTlsNamesItsCertificates(String tls) throws IOException {
        monitor("{}", "{matchLabels: {app: web}}", "{port: ops, scheme: https, %s}".formatted(tls));

        assertThat(scraperOverTls(9000)).contains("ServiceMonitor shop/web");
        assertThat(scraperOverTls(8080)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scheme: http, " + CERTIFICATES,
                CERTIFICATES,
                "scheme: https",
                "scheme: https, tlsConfig: {caFile: /etc/ca.pem, certFile: /etc/tls.crt, keyFile: /etc/key.pem}"
            })
    void aServiceMonitorWithOtherCertificatesOrWithoutTlsNeedsNone(String how) throws IOException {
        monitor("{}", "{matchLabels: {app: web}}", "{port: ops, %s}".formatted(how));

        assertThat(scraperOverTls(9000)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{matchLabels: {app: web}} | port: ops        | true",
                "{}                        | portNumber: 9000 | true",
                "{matchLabels: {app: web}} | targetPort: 9000 | true",
                "{matchLabels: {app: web}} | targetPort: ops  | true",
                "{matchLabels: {app: web}} | path: /metrics   | true",
                "{matchLabels: {app: web}} | port: http       | false",
                "{matchLabels: {app: web}} | portNumber: 8080 | false",
                "{matchLabels: {app: api}} | port: ops        | false"
            })
    void aPodMonitorOverTlsSelectsPodsAndTheirPorts(String selector, String port, boolean scrapes) throws IOException {
        apply("""
                apiVersion: monitoring.coreos.com/v1
                kind: PodMonitor
                metadata: {name: pods, namespace: monitoring}
                spec:
                  namespaceSelector: {any: true}
                  selector: %s
                  podMetricsEndpoints: [{%s, scheme: https, %s}]
                """.formatted(selector, port, CERTIFICATES));

        assertThat(scraperOverTls(9000))
                .isEqualTo(Optional.of("PodMonitor monitoring/pods").filter(_ -> scrapes));
    }

    private void monitor(String namespaces, String selector, String endpoint) throws JsonProcessingException {
        apply("""
                apiVersion: monitoring.coreos.com/v1
                kind: ServiceMonitor
                metadata: {name: web, namespace: shop}
                spec: {namespaceSelector: %s, selector: %s, endpoints: [%s]}
                """.formatted(namespaces, selector, endpoint));
    }

    private void service(String name, String annotations, String ports) throws JsonProcessingException {
        apply("""
                kind: Service
                metadata: {name: %s, namespace: shop, annotations: {%s}}
                spec:
                  selector: {app: web}
                  ports:
                  %s
                """.formatted(name, annotations, ports));
    }

    private void webhook(String kind, String service) throws JsonProcessingException {
        apply("""
                apiVersion: admissionregistration.k8s.io/v1
                kind: %s
                metadata: {name: rules}
                webhooks:
                - {name: a.example.com, clientConfig: {url: "https://example.com", caBundle: c2VjcmV0}}
                - {name: b.example.com, clientConfig: {service: %s, caBundle: c2VjcmV0}}
                """.formatted(kind, service));
    }

    private void apply(String yaml) throws JsonProcessingException {
        JsonNode json = YAML.readTree(yaml);
        routes.apply(ClusterObject.of(json));
        callers.apply(ClusterObject.of(json));
    }

    private Evidence evidence(int port) throws IOException {
        return callers.callers().of(query(port));
    }

    private Optional<String> scraperOverTls(int port) throws IOException {
        return callers.callers()
                .scraperWith(query(port), name -> name.equals("root-cert.pem") || name.equals("cert-chain.pem"))
                .map(scraper ->
                        "%s %s/%s".formatted(scraper.kind(), scraper.namespace().orElse("none"), scraper.name()));
    }

    /** What is known of the ports of other namespaces must not depend on how much somebody keeps in this one. */
    @Test
    void aMonitorGuardsPortsOfOtherNamespacesWhereItsOwnHasTooManyObjects() throws IOException {
        StoreBudget small = new StoreBudget("Service", new StoreLimits.Bound(4_000, 10_000), StoreListener.NONE);
        callers = new ClusterCallers(small, CallerStores.create(small));
        elsewhere("guard", "{scheme: https, tlsConfig: {certFile: /c/cert-chain.pem}}, {port: ops}");
        elsewhere("plain", "{port: ops}");
        assertThat(evidence(9000)).isEqualTo(Evidence.Scraping.SCRAPING);

        for (int i = 0; i < 5; i++) {
            elsewhere("more-" + i, "{port: ops}");
        }

        assertThat(callers.isWhole("monitoring")).isFalse();
        assertThat(callers.isWhole(NAMESPACE)).isTrue();
        assertThat(scraperOverTls(9000)).contains("ServiceMonitor monitoring/guard");
        assertThat(evidence(9000)).as("what only advises is dropped").isEqualTo(Evidence.Unknown.UNKNOWN);
        assertThat(small.kept()).isLessThan(4_000);
    }

    private void elsewhere(String name, String endpoints) throws JsonProcessingException {
        apply("""
                apiVersion: monitoring.coreos.com/v1
                kind: ServiceMonitor
                metadata: {name: %s, namespace: monitoring}
                spec: {namespaceSelector: {any: true}, selector: {matchLabels: {app: web}}, endpoints: [%s]}
                """.formatted(name, endpoints));
    }

    private PortQuery query(int port) throws IOException {
        Pod pod = pod();
        NamespaceRoutes known = routes.in(NAMESPACE);
        return new PortQuery(pod, port, NAMESPACE, known.services(), known.into(pod, _ -> true, _ -> false, false));
    }

    private static Pod pod() throws IOException {
        JsonNode json = YAML.readTree("""
                metadata: {name: web-1, labels: {app: web}}
                spec:
                  containers:
                  - name: web
                    ports: [{containerPort: 8080}, {name: ops, containerPort: 9000}]
                    readinessProbe: {httpGet: {path: /ready, port: ops}}
                    livenessProbe: {httpGet: {path: /live, port: 8080}}
                """);
        try (JsonParser parser = json.traverse(YAML)) {
            parser.nextToken();
            return PodReader.read(parser, _ -> false);
        }
    }
}
