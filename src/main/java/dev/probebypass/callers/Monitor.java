package dev.probebypass.callers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.LabelSelector;
import dev.probebypass.objects.ObjectKey;
import dev.probebypass.objects.ObjectSize;
import dev.probebypass.objects.WatchedKind;
import dev.probebypass.routes.Selectors;
import dev.probebypass.routes.Service;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A ServiceMonitor or a PodMonitor of the Prometheus Operator.
 *
 * @param selector of Services or pods by their labels; without requirements all
 * @param isEverywhere whether those of all namespaces
 * @param namespaces whose Services or pods it selects, where it is not everywhere
 */
record Monitor(
        Kind kind,
        ObjectKey key,
        LabelSelector selector,
        boolean isEverywhere,
        Set<String> namespaces,
        List<Scrape> scrapes) {

    Monitor {
        namespaces = Set.copyOf(namespaces);
        scrapes = List.copyOf(scrapes);
    }

    /** What it selects. */
    enum Kind {
        /** Services, by whose ports it calls their pods. */
        SERVICES("ServiceMonitor", "servicemonitors", "endpoints"),
        /** Pods. */
        PODS("PodMonitor", "podmonitors", "podMetricsEndpoints");

        private final String kind;
        private final String plural;
        private final String endpoints;

        Kind(String kind, String plural, String endpoints) {
            this.kind = kind;
            this.plural = plural;
            this.endpoints = endpoints;
        }

        WatchedKind watched() {
            return WatchedKind.namespaced("monitoring.coreos.com", "v1", kind, plural);
        }

        /** The paths of the fields that are read. */
        List<List<String>> fields() {
            Stream<List<String>> ofSelectors = Stream.of(
                    List.of("spec", "selector"),
                    List.of("spec", "namespaceSelector", "any"),
                    List.of("spec", "namespaceSelector", "matchNames"));
            Stream<List<String>> ofScrapes = Scrape.FIELDS.stream()
                    .map(path -> Stream.concat(Stream.of("spec", endpoints), path.stream())
                            .toList());
            return Stream.concat(ofSelectors, ofScrapes).toList();
        }

        /** Reads one, empty where it scrapes nothing. */
        Optional<Monitor> read(ClusterObject object) {
            JsonNode spec = object.json().path("spec");
            List<Scrape> scrapes = Scrape.all(spec.path(endpoints));
            return scrapes.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Monitor(
                            this,
                            object.key(),
                            Selectors.read(spec.path("selector")),
                            spec.at("/namespaceSelector/any").asBoolean(),
                            Kind.namespaces(object.key(), spec.at("/namespaceSelector/matchNames")),
                            scrapes));
        }

        private static Set<String> namespaces(ObjectKey key, JsonNode names) {
            Set<String> namespaces = new HashSet<>();
            names.forEach(name -> namespaces.add(name.asText()));
            if (namespaces.isEmpty()) {
                key.namespace().ifPresent(namespaces::add);
            }
            return namespaces;
        }
    }

    /** Whether a port is scraped by way of a Service that selects the pod, in such a manner. */
    boolean scrapes(PortQuery port, Service service, Service.Port way, Predicate<Scrape> how) {
        return kind == Kind.SERVICES
                && isIn(port.namespace())
                && selector.admits(service.marks().labels())
                && scrapes.stream().anyMatch(scrape -> how.test(scrape) && scrape.isOf(way, port));
    }

    /** Whether a port of a pod is scraped in such a manner, whatever leads there. */
    boolean scrapes(PortQuery port, Predicate<Scrape> how) {
        return kind == Kind.PODS
                && isIn(port.namespace())
                && selector.admits(port.pod().labels())
                && scrapes.stream().anyMatch(scrape -> how.test(scrape) && scrape.isOf(port));
    }

    private boolean isIn(String namespace) {
        return isEverywhere || namespaces.contains(namespace);
    }

    /** Whether it calls with certificates of its own. */
    boolean namesCertificates() {
        return scrapes.stream().anyMatch(scrape -> scrape.uses(_ -> true));
    }

    /** What is left of one where it can't be kept: what guards ports, which may be of any namespace; most have nothing of it. */
    Optional<Monitor> essence() {
        return Optional.of(scrapes.stream()
                        .filter(scrape -> scrape.uses(_ -> true))
                        .toList())
                .filter(left -> !left.isEmpty())
                .map(left -> new Monitor(kind, key, selector, isEverywhere, namespaces, left));
    }

    /** What it is for others. */
    Scraper scraper() {
        return new Scraper(kind.kind, key.namespace(), key.name());
    }

    /** The bytes of memory that it takes, estimated; never zero. */
    long size() {
        return ObjectSize.OBJECT
                + selector.size()
                + namespaces.stream().mapToLong(ObjectSize::text).sum()
                + scrapes.stream().mapToLong(Scrape::size).sum();
    }
}
