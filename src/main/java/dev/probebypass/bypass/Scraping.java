package dev.probebypass.bypass;

import dev.probebypass.mesh.Guard;
import dev.probebypass.names.KubernetesKeys;
import dev.probebypass.pod.Call;
import dev.probebypass.pod.Container;
import dev.probebypass.pod.Handler;
import dev.probebypass.pod.Pod;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What the annotations of a pod say of its scraping by Prometheus. */
final class Scraping {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");
    private static final String HTTPS = "https";

    private Scraping() {}

    /** Whether a port of the pod may be scraped over TLS. */
    static boolean mayGuard(Pod pod) {
        Optional<String> scheme = pod.annotations().get(KubernetesKeys.SCRAPE_SCHEME);
        return scheme.isPresent() && scheme.get().equals(HTTPS);
    }

    /** A port that is scraped over TLS, while the kubelet calls it without: the TLS is the sidecar's. */
    static Optional<Guard> guard(Guards guards, int port, Supplier<List<Call>> calls) {
        return mayGuard(guards.pod()) && isScrapedOverTls(guards, port, calls)
                ? Optional.of(new Guard(
                        "annotation", KubernetesKeys.SCRAPE_SCHEME, Optional.empty(), "has it scraped over TLS"))
                : Optional.empty();
    }

    private static boolean isScrapedOverTls(Guards guards, int port, Supplier<List<Call>> calls) {
        return !says(guards.pod(), KubernetesKeys.SCRAPE, "false")
                && (isScraped(guards.pod(), port) || wasScraped(guards, port))
                && calls.get().stream().anyMatch(Scraping::isPlain);
    }

    private static boolean isPlain(Call call) {
        return call.handler() == Handler.HTTP_GET && call.protocol() != Call.Protocol.HTTPS;
    }

    /** A port that is scraped in plaintext, as Prometheus goes on to do when it bypasses the sidecar. */
    static boolean isPlain(Pod pod, int port) {
        return says(pod, KubernetesKeys.SCRAPE, "true")
                && !says(pod, KubernetesKeys.SCRAPE_SCHEME, HTTPS)
                && isScraped(pod, port);
    }

    private static boolean says(Pod pod, String annotation, String value) {
        return pod.annotations().get(annotation).filter(value::equals).isPresent();
    }

    private static boolean isScraped(Pod pod, int port) {
        Optional<String> named = pod.annotations().get(KubernetesKeys.SCRAPE_PORT);
        return named.isPresent() ? number(named.get()) == port : declares(pod.containers(), port);
    }

    /** The injector may have put a port of the sidecar's in the place of any but those that we had let bypass. */
    private static boolean wasScraped(Guards guards, int port) {
        return guards.attachment().followsInjection()
                && !guards.record().holds(port)
                && guards.pod()
                        .annotations()
                        .get(KubernetesKeys.SCRAPE_PORT)
                        .filter(named -> guards.attachment().reserves(number(named)))
                        .isPresent();
    }

    private static int number(String text) {
        return NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
    }

    private static boolean declares(List<Container> containers, int port) {
        return containers.stream()
                .flatMap(container -> container.ports().stream())
                .anyMatch(declared -> declared.number() == port);
    }
}
