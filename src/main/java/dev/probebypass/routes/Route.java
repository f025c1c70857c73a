package dev.probebypass.routes;

import java.util.Optional;

/**
 * A way into a pod: something leads connections to one of its ports.
 *
 * @param kind what leads there, as users call it: {@code Service}, {@code hostPort}, {@code container}
 * @param name its name
 * @param phrase the rest of a sentence that begins with kind and name, such as {@code may select it later}; empty where kind and
 *     name say it all
 */
public record Route(String kind, String name, Certainty certainty, Optional<String> phrase)
        implements Comparable<Route> {

    /** How sure it is that connections come this way. */
    public enum Certainty {
        /** Something leads there now, or will as soon as the pod is there. */
        SURE,
        /** Evidence speaks for it. */
        LIKELY,
        /** A Service nearly selects the pod. */
        NEAR
    }

    /** A way that is sure. */
    public static Route sure(String kind, String name) {
        return new Route(kind, name, Certainty.SURE, Optional.empty());
    }

    /** A way for which evidence speaks. */
    public static Route likely(String kind, String name, Optional<String> phrase) {
        return new Route(kind, name, Certainty.LIKELY, phrase);
    }

    /** Whether a Service that selects the pod leads there. */
    public boolean isOfService() {
        return certainty == Certainty.SURE && kind.equals(Service.KIND);
    }

    /** The surer first, then by kind and name. */
    @Override
    public int compareTo(Route other) {
        int byCertainty = certainty.compareTo(other.certainty);
        if (byCertainty != 0) {
            return byCertainty;
        }
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : name.compareTo(other.name);
    }

    /** What leads there, for a sentence: {@code Service api}, {@code container login forwards to it}. */
    public String describe() {
        return kind + " " + name + phrase.map(text -> " " + text).orElse("");
    }
}
