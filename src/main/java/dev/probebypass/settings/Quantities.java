package dev.probebypass.settings;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers with units, as settings write them: durations such as {@code 500ms}, sizes in bytes such as {@code 24Mi}. */
final class Quantities {

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,10})(Ki|Mi|Gi|)");
    private static final Map<String, Integer> SHIFTS = Map.of("", 0, "Ki", 10, "Mi", 20, "Gi", 30);

    private Quantities() {}

    /** A duration of at most so much. */
    static Optional<Duration> duration(String text, Duration most) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        Duration duration = switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
        return Optional.of(duration).filter(time -> time.compareTo(most) <= 0);
    }

    /** A size in bytes. */
    static Optional<Long> bytes(String text) {
        Matcher matcher = SIZE.matcher(text);
        return matcher.matches()
                ? Optional.of(Long.parseLong(matcher.group(1)) << SHIFTS.getOrDefault(matcher.group(2), 0))
                : Optional.empty();
    }

    /** A number from one to another, both included. */
    static Optional<Integer> within(int from, long number, int to) {
        return number < from || number > to ? Optional.empty() : Optional.of((int) number);
    }
}
