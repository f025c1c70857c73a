package dev.probebypass.operator;

import dev.probebypass.telemetry.Failure;
import dev.probebypass.telemetry.Telemetry;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Reports what goes wrong with one thing: once for each problem, and not for every attempt. */
final class Complaints {

    private final Telemetry telemetry;
    private final String about;
    private final AtomicReference<String> last = new AtomicReference<>("");

    /**
     * @param about begins each line
     */
    Complaints(Telemetry telemetry, String about) {
        this.telemetry = telemetry;
        this.about = about;
    }

    void report(String problem) {
        if (!last.getAndSet(problem).equals(problem)) {
            telemetry.failed(Failure.OPERATOR, about + ": " + problem);
        }
    }

    void report(Throwable problem) {
        report(describe(problem));
    }

    /** It works now; the same problem would be news again. */
    void settle() {
        last.set("");
    }

    private static String describe(Throwable problem) {
        if (problem instanceof KubernetesClientException refused) {
            Optional<String> said = Optional.ofNullable(refused.getStatus()).map(Status::getMessage);
            Optional<Throwable> cause = Optional.ofNullable(refused.getCause());
            return said.or(() -> cause.map(Throwable::toString)).orElseGet(refused::toString);
        }
        return problem.toString();
    }
}
