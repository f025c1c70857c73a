package dev.probebypass.callers;

import dev.probebypass.routes.Route;
import dev.probebypass.routes.Service;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Who calls ports, as far as objects of the cluster say it. It never changes. */
public final class Callers {

    /** Nobody is known. */
    public static final Callers NONE = new Callers(List.of(), List.of());

    private final List<Monitor> monitors;
    private final List<ApiServerCall> calls;

    /** Those that name certificates: most clusters have none, and every review may ask for them. */
    private final List<Monitor> withCertificates;

    private Callers(List<Monitor> monitors, List<ApiServerCall> calls) {
        this.monitors = List.copyOf(monitors);
        this.calls = List.copyOf(calls);
        this.withCertificates =
                monitors.stream().filter(Monitor::namesCertificates).toList();
    }

    /** What monitors say. */
    static Callers ofMonitors(List<Monitor> monitors) {
        return new Callers(monitors, List.of());
    }

    /** What objects say by which the API server calls. */
    static Callers ofApiServer(List<List<ApiServerCall>> calls) {
        return new Callers(List.of(), calls.stream().flatMap(List::stream).toList());
    }

    /** What all of them say. */
    static Callers all(List<Callers> parts) {
        return new Callers(
                parts.stream().flatMap(part -> part.monitors.stream()).toList(),
                parts.stream().flatMap(part -> part.calls.stream()).toList());
    }

    /** Who calls a port, as far as each way to it shows that. */
    public Evidence of(PortQuery port) {
        Evidence evidence = Evidence.Unknown.UNKNOWN;
        for (Route way : port.ways()) {
            Evidence ofWay = port.service(way).map(service -> of(port, service)).orElse(Evidence.Unknown.UNKNOWN);
            if (ofWay instanceof Evidence.Unknown) {
                return ofWay;
            }
            evidence = evidence instanceof Evidence.ApiServer ? evidence : ofWay;
        }
        return evidence;
    }

    private Evidence of(PortQuery port, Service service) {
        Evidence evidence = Evidence.Unknown.UNKNOWN;
        for (Service.Port way : port.portsOf(service)) {
            Optional<Evidence> apiServer = apiServer(port.namespace(), service, way);
            if (apiServer.isEmpty() && !isScraped(port, service, way)) {
                return Evidence.Unknown.UNKNOWN;
            }
            Evidence before = evidence;
            evidence = apiServer.orElse(before instanceof Evidence.ApiServer ? before : Evidence.Scraping.SCRAPING);
        }
        return evidence;
    }

    private Optional<Evidence> apiServer(String namespace, Service service, Service.Port way) {
        return calls.stream()
                .filter(call -> call.isOf(namespace, service.name(), way.number()))
                .<Evidence>map(call -> new Evidence.ApiServer(call.object()))
                .findFirst();
    }

    private boolean isScraped(PortQuery port, Service service, Service.Port way) {
        return ScrapedPorts.isMarked(service, way, port.number())
                || monitors.stream().anyMatch(monitor -> monitor.scrapes(port, service, way, Scrape::isPlain));
    }

    /** Whether any monitor names certificates, so that it may be one that a port has to be asked for. */
    public boolean nameCertificates() {
        return !withCertificates.isEmpty();
    }

    /**
     * A monitor that has a port scraped over TLS with certificates that are somebody's.
     *
     * @param isTheirs tells them by the names of files and the keys of Secrets and ConfigMaps
     * @return empty if there is none
     */
    public Optional<Scraper> scraperWith(PortQuery port, Predicate<String> isTheirs) {
        return withCertificates.stream()
                .filter(monitor -> scrapes(monitor, port, scrape -> scrape.uses(isTheirs)))
                .map(Monitor::scraper)
                .findFirst();
    }

    private static boolean scrapes(Monitor monitor, PortQuery port, Predicate<Scrape> how) {
        return monitor.scrapes(port, how)
                || port.ways().stream()
                        .flatMap(way -> port.service(way).stream())
                        .anyMatch(service -> port.portsOf(service).stream()
                                .anyMatch(way -> monitor.scrapes(port, service, way, how)));
    }
}
