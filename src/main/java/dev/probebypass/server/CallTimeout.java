package dev.probebypass.server;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long the API server waits for an answer, as it says itself in {@code /mutate?timeout=3s}.
 *
 * @see <a href="https://pkg.go.dev/time#ParseDuration">how Go writes durations</a>
 */
final class CallTimeout {

    /** What our webhook configuration says, for callers that do not. */
    static final Duration DEFAULT = Duration.ofSeconds(3);

    /** The most that a webhook configuration may say. */
    static final Duration LONGEST = Duration.ofSeconds(30);

    /** Gives nothing back that it has read: anybody may send eight thousand digits. */
    private static final Pattern PART = Pattern.compile("([0-9]++(?:\\.[0-9]*+)?+|\\.[0-9]++)(ns|us|µs|μs|ms|s|m|h)");

    private static final Map<String, Double> NANOS =
            Map.of("ns", 1.0, "us", 1e3, "µs", 1e3, "μs", 1e3, "ms", 1e6, "s", 1e9, "m", 60e9, "h", 3600e9);

    private CallTimeout() {}

    /** The time that a parameter names; the default where it names none. */
    static Duration of(@Nullable CharSequence parameter) {
        CharSequence text = parameter == null ? "" : parameter;
        Matcher part = PART.matcher(text);
        double nanos = 0;
        int end = 0;
        while (part.region(end, text.length()).lookingAt()) {
            nanos += Double.parseDouble(part.group(1)) * NANOS.getOrDefault(part.group(2), 0.0);
            end = part.end();
        }
        return end == text.length() && nanos >= 1
                ? Duration.ofNanos(Math.min((long) nanos, LONGEST.toNanos()))
                : DEFAULT;
    }
}
