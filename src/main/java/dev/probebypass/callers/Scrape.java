package dev.probebypass.callers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.objects.ObjectSize;
import dev.probebypass.pod.PortReference;
import dev.probebypass.routes.PortReferences;
import dev.probebypass.routes.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A port that a monitor has scraped, and how.
 *
 * @param name of the port of the Service or, in a PodMonitor, of the pod; absent where a target says it
 * @param target the pod's port; absent where a name says it, and without either all ports are scraped
 * @param isOverTls whether the scraper calls with HTTPS
 * @param certificates what the scraper calls its certificates: the names of their files, without folders, and the keys of Secrets
 *     and ConfigMaps
 * @see <a href="https://prometheus-operator.dev/docs/api-reference/api/">Prometheus Operator: API reference</a>
 */
record Scrape(PortReference name, PortReference target, boolean isOverTls, List<String> certificates) {

    private static final String TLS = "tlsConfig";

    /** Where a TLS configuration names certificates; the key of one is always beside it. */
    private static final List<String> CERTIFICATES =
            List.of("caFile", "certFile", "ca/secret/key", "ca/configMap/key", "cert/secret/key", "cert/configMap/key");

    /** The paths of the fields of an endpoint that are read. */
    static final List<List<String>> FIELDS = Stream.concat(
                    Stream.of("port", "portNumber", "targetPort", "scheme").map(List::of),
                    CERTIFICATES.stream().map(path -> List.of((TLS + "/" + path).split("/", -1))))
            .toList();

    Scrape {
        certificates = List.copyOf(certificates);
    }

    /** Those of a list of endpoints. */
    static List<Scrape> all(JsonNode endpoints) {
        List<Scrape> scrapes = new ArrayList<>(endpoints.size());
        endpoints.forEach(endpoint -> scrapes.add(of(endpoint)));
        return scrapes;
    }

    private static Scrape of(JsonNode endpoint) {
        PortReference name = PortReference.of(endpoint.path("port").asText());
        PortReference target = Stream.of(endpoint.path("portNumber"), endpoint.path("targetPort"))
                .flatMap(port -> PortReferences.find(port).stream())
                .findFirst()
                .orElse(PortReference.Absent.ABSENT);
        return new Scrape(
                name,
                name instanceof PortReference.Absent ? target : PortReference.Absent.ABSENT,
                endpoint.path("scheme").asText().equalsIgnoreCase("https"),
                certificates(endpoint.path(TLS)));
    }

    private static List<String> certificates(JsonNode tls) {
        return CERTIFICATES.stream()
                .map(path -> tls.at("/" + path).asText())
                .filter(text -> !text.isEmpty())
                .map(text -> text.substring(text.lastIndexOf('/') + 1))
                .distinct()
                .toList();
    }

    /** Whether it says which port it means, and calls that without TLS. */
    boolean isPlain() {
        return !isOverTls && !(name instanceof PortReference.Absent && target instanceof PortReference.Absent);
    }

    /** Whether it calls over TLS with certificates that are somebody's. */
    boolean uses(Predicate<String> isTheirs) {
        return isOverTls && certificates.stream().anyMatch(isTheirs);
    }

    /** Whether it means that port of a pod by way of a Service's. */
    boolean isOf(Service.Port way, PortQuery port) {
        return name instanceof PortReference.Named(String text)
                ? way.name().filter(text::equals).isPresent()
                : isTarget(target, port);
    }

    /** Whether it means that port of a pod. */
    boolean isOf(PortQuery port) {
        return isTarget(name instanceof PortReference.Absent ? target : name, port);
    }

    private static boolean isTarget(PortReference target, PortQuery port) {
        return target instanceof PortReference.Absent
                || Service.resolve(target, port.pod()).orElse(0) == port.number();
    }

    /** The bytes of memory that it takes, estimated. */
    long size() {
        return ObjectSize.OBJECT
                + ObjectSize.text(name.toString())
                + ObjectSize.text(target.toString())
                + certificates.stream().mapToLong(ObjectSize::text).sum();
    }
}
