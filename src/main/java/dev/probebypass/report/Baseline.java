package dev.probebypass.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** An explanation with which another one is compared, as {@code explain -o json} has written it. */
public final class Baseline {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final String FOREIGN = "it is not what explain -o json writes";

    private final SortedMap<Key, PodState> pods = new TreeMap<>();
    private final Map<Key, PodState> folded = new HashMap<>();

    private Baseline() {}

    /**
     * Which pod of an explanation it is.
     *
     * @param number of those that are called alike, from 1
     */
    record Key(String namespace, String kind, String name, int number) implements Comparable<Key> {

        private static final Comparator<Key> ORDER = Comparator.comparing(Key::namespace)
                .thenComparing(Key::name)
                .thenComparing(Key::kind)
                .thenComparingInt(Key::number);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * Reads one.
     *
     * @throws UnusableBaselineException if it is none of this version, or not a whole one
     */
    public static Baseline read(String text) throws UnusableBaselineException {
        try {
            return checked(JSON.readTree(text));
        } catch (JsonProcessingException invalid) {
            throw new UnusableBaselineException("it is no JSON: use what explain -o json writes");
        }
    }

    private static Baseline checked(JsonNode document) throws UnusableBaselineException {
        JsonNode version = document.path("schemaVersion");
        if (!version.isTextual() || !document.path("pods").isArray()) {
            throw new UnusableBaselineException(FOREIGN);
        }
        if (!version.textValue().equals(ReportDocument.SCHEMA_VERSION)) {
            throw new UnusableBaselineException(
                    "its schemaVersion is %s, and this version of probe-bypass compares with %s: write it anew"
                            .formatted(version.textValue(), ReportDocument.SCHEMA_VERSION));
        }
        if (!document.path("only").isEmpty() || document.has("unchanged")) {
            throw new UnusableBaselineException("it has not all pods: write it without --only and --baseline");
        }
        for (JsonNode pod : document.path("pods")) {
            check(pod);
        }
        return of(document);
    }

    private static void check(JsonNode pod) throws UnusableBaselineException {
        if (!pod.path("namespace").isTextual()
                || !pod.path("kind").isTextual()
                || !pod.path("name").isTextual()
                || !pod.path("ports").isArray()) {
            throw new UnusableBaselineException(FOREIGN);
        }
    }

    /** The one that a report would be. */
    static Baseline of(ReportDocument document) {
        return of(DocumentFormat.tree(document));
    }

    private static Baseline of(JsonNode document) {
        Baseline baseline = new Baseline();
        document.path("pods").forEach(baseline::add);
        return baseline;
    }

    private void add(JsonNode pod) {
        PodState state = PodState.of(pod);
        String namespace = pod.path("namespace").asText();
        Key key = key(namespace, pod);
        while (pods.containsKey(key)) {
            key = new Key(key.namespace(), key.kind(), key.name(), key.number() + 1);
        }
        pods.put(key, state);
        pod.path("folded").forEach(made -> folded.putIfAbsent(key(namespace, made), state));
    }

    private static Key key(String namespace, JsonNode object) {
        return new Key(
                namespace, object.path("kind").asText(), object.path("name").asText(), 1);
    }

    /** The pods that it shows by themselves, in order. */
    SortedMap<Key, PodState> pods() {
        return pods;
    }

    /** What it says of a pod, be it folded into what makes it. */
    Optional<PodState> find(Key key) {
        return Optional.ofNullable(pods.get(key)).or(() -> Optional.ofNullable(folded.get(key)));
    }
}
