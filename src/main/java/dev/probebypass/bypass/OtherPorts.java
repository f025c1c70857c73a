package dev.probebypass.bypass;

import dev.probebypass.bypass.PortDecision.Subject;
import dev.probebypass.mesh.Attachment;
import dev.probebypass.pod.Container;
import dev.probebypass.pod.ContainerPort;
import dev.probebypass.pod.PortNames;
import dev.probebypass.routes.Routes;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Ports that a probe may call instead of one that stays in the mesh.
 *
 * @param before how the mesh treats the pod while its sidecar is not in it
 */
record OtherPorts(Attachment before, ApplicationPorts applicationPorts, Guards guards) {

    /** What ports are called that are there for whoever watches over a container. */
    private static final Set<String> WORDS = Set.of(
            "management",
            "mgmt",
            "health",
            "healthz",
            "healthcheck",
            "admin",
            "actuator",
            "monitoring",
            "metrics",
            "status",
            "probe",
            "probes");

    /**
     * A port of the same container that bypasses the sidecar, or would if a probe called it: one that another probe calls, else
     * one whose name says that it is there for such things.
     *
     * @param rows all decisions about the pod
     */
    OptionalInt instead(PortDecision row, List<PortDecision> rows) {
        if (!(row.subject() instanceof Subject.Probed probed)) {
            return OptionalInt.empty();
        }
        OptionalInt probedToo = rows.stream()
                .filter(each -> each.subject() instanceof Subject.Probed other
                        && other.container().equals(probed.container())
                        && isPast(each))
                .mapToInt(each -> each.port().orElse(0))
                .filter(each -> isFreeFor(probed, each))
                .findFirst();
        return probedToo.isPresent() ? probedToo : declared(probed, row.port().orElse(0));
    }

    private OptionalInt declared(Subject.Probed probed, int port) {
        int[] candidates = probed.container().flatMap(name -> guards.pod().container(name)).stream()
                .flatMapToInt(OtherPorts::watched)
                .filter(candidate -> candidate != port)
                .toArray();
        if (candidates.length == 0) {
            return OptionalInt.empty();
        }
        PortRules rules = rules(candidate -> IntStream.of(candidates).anyMatch(each -> each == candidate));
        return IntStream.of(candidates)
                .filter(candidate -> isPast(rules.decide(candidate)) && isFreeFor(probed, candidate))
                .findFirst();
    }

    private static IntStream watched(Container container) {
        return container.ports().stream()
                .filter(port -> port.isValid()
                        && port.protocol().equals("TCP")
                        && port.name()
                                .filter(name -> PortNames.says(name, WORDS))
                                .isPresent())
                .mapToInt(ContainerPort::number);
    }

    /** The rules by which ports are decided that nothing calls yet. */
    private PortRules rules(IntPredicate candidates) {
        Options options = applicationPorts.options();
        PodCallers callers = guards.callers();
        boolean near = options.policy().nearServices() != PortPolicy.NearServices.IGNORE;
        Routes routes = callers.snapshot().routes().into(guards.pod(), candidates, before::owns, near);
        return new PortRules(
                before,
                guards.record().reopened(),
                new ApplicationPorts(applicationPorts.named(), routes, applicationPorts.unseen(), options),
                guards,
                options);
    }

    /** Whether nothing would guard a port if that probe called it: policies may be about its path. */
    private boolean isFreeFor(Subject.Probed probed, int port) {
        return guards.of(port, probed.call()).isEmpty();
    }

    private static boolean isPast(PortDecision decision) {
        return decision.bypasses() || decision.reason() == Reason.ALREADY_BYPASSED;
    }
}
