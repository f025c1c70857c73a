package dev.probebypass.routes;

import dev.probebypass.names.KubernetesKeys;
import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.LabelHashes;
import dev.probebypass.objects.ObjectSize;
import dev.probebypass.pod.PortReference;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a Service says, beside its ports, of who calls it.
 *
 * @param labels its own, by which monitors select it
 * @param isScraped whether an annotation asks Prometheus to call it without TLS
 * @param scrapedPort the port that the annotation asks for, from 1 to 65535; empty for all ports
 */
public record ServiceMarks(LabelHashes labels, boolean isScraped, OptionalInt scrapedPort) {

    /** Those of a Service that says nothing. */
    public static final ServiceMarks NONE = new ServiceMarks(LabelHashes.NONE, false, OptionalInt.empty());

    static ServiceMarks of(ClusterObject service) {
        LabelHashes labels = LabelHashes.of(service.labels());
        Map<String, String> annotations = service.annotations();
        boolean isScraped = annotations.getOrDefault(KubernetesKeys.SCRAPE, "").equals("true")
                && annotations
                        .getOrDefault(KubernetesKeys.SCRAPE_SCHEME, "http")
                        .equals("http");
        if (!isScraped) {
            return labels.equals(LabelHashes.NONE) ? NONE : new ServiceMarks(labels, false, OptionalInt.empty());
        }
        String port = annotations.getOrDefault(KubernetesKeys.SCRAPE_PORT, "");
        OptionalInt number = number(port);
        return new ServiceMarks(labels, port.isEmpty() || number.isPresent(), number);
    }

    private static OptionalInt number(String text) {
        boolean isNumber = !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> '0' <= c && c <= '9');
        return isNumber && PortReference.isPort(Integer.parseInt(text))
                ? OptionalInt.of(Integer.parseInt(text))
                : OptionalInt.empty();
    }

    /** The bytes of memory that they take; zero where they say nothing, for that is shared. */
    long size() {
        return equals(NONE) ? 0 : ObjectSize.REFERENCES + labels.size();
    }
}
