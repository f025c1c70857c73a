package dev.probebypass.operator;

import dev.probebypass.telemetry.Failure;
import dev.probebypass.telemetry.Telemetry;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A log of the failures of one thing. Each problem is reported once until it works again, however often it is tried and whatever
 * else goes wrong in between; and then, once, that it works.
 */
final class OngoingFailure {

    /** Texts that differ each time, such as those with a number of the attempt, must not fill the log either. */
    private static final int MOST = 16;

    private final Telemetry telemetry;
    private final String problem;
    private final String relief;
    private final Set<String> reported = new LinkedHashSet<>();

    /**
     * A log without a failure yet.
     *
     * @param problem begins each line, such as "the Lease can't be had"
     * @param relief is the line that says that it is over, such as "the Lease can be had again"
     */
    OngoingFailure(Telemetry telemetry, String problem, String relief) {
        this.telemetry = telemetry;
        this.problem = problem;
        this.relief = relief;
    }

    synchronized void report(String why) {
        if (reported.size() < MOST && reported.add(why)) {
            telemetry.failures().failed(Failure.OPERATOR, problem + ": " + why);
        }
    }

    void report(Throwable why) {
        report(describe(why));
    }

    /** It works now; the same problem would be news again. */
    synchronized void settle() {
        if (!reported.isEmpty()) {
            reported.clear();
            telemetry.logger(OngoingFailure.class).info(relief);
        }
    }

    /** What the API server said, if it did, else what is at the bottom: libraries wrap it in what says nothing. */
    private static String describe(Throwable why) {
        Throwable deepest = why;
        for (Throwable cause = why; cause != null; cause = cause.getCause()) {
            if (cause instanceof KubernetesClientException refused && refused.getStatus() != null) {
                return String.valueOf(refused.getStatus().getMessage());
            }
            deepest = cause;
        }
        return deepest.toString();
    }
}
