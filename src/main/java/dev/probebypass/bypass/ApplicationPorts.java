package dev.probebypass.bypass;

import dev.probebypass.bypass.PortPolicy.NearServices;
import dev.probebypass.bypass.PortPolicy.NoService;
import dev.probebypass.cluster.Unseen;
import dev.probebypass.names.AnnotationKeys;
import dev.probebypass.routes.Route;
import dev.probebypass.routes.Route.Certainty;
import dev.probebypass.routes.Routes;
import java.util.List;
import java.util.Optional;

/**
 * Which of a pod's ports carry application traffic.
 *
 * @param named those that the user named
 * @param routes the ways into the pod
 * @param unseen why there may be others, so that every port may carry application traffic; empty where these are all
 */
record ApplicationPorts(PortSet.Resolved named, Routes routes, Optional<Unseen> unseen, Options options) {

    /** Whether it surely carries application traffic. */
    boolean has(int port) {
        return isNamed(port) || routes.isSure(port);
    }

    /** Whether evidence speaks for application traffic that is enough to leave the port where it is. */
    boolean isLikely(int port) {
        Optional<Certainty> certainty = routes.certainty(port);
        return certainty.isPresent()
                && switch (certainty.get()) {
                    case SURE -> false;
                    case LIKELY -> true;
                    case NEAR -> options.policy().nearServices() == NearServices.LEAVE;
                };
    }

    /** Whether a Service nearly selects the pod, which shall be said and no more. */
    boolean isNearOnly(int port) {
        return options.policy().nearServices() == NearServices.WARN
                && routes.certainty(port).filter(Certainty.NEAR::equals).isPresent();
    }

    /** Whether the user said so: such a port is never bypassed, whatever else is said. */
    boolean isNamed(int port) {
        return named.has(port);
    }

    /** Whether the pod's author or its namespace's said so, and so knows what becomes of its probes. */
    boolean isDecided(int port) {
        return named.set().level() != PortSet.Level.INSTALLATION && isNamed(port);
    }

    /** Whether nothing is known to lead to the pod, so that nobody can say who calls its ports. */
    boolean hasNoService() {
        return !routes.isReached();
    }

    /** Why a port of which nothing speaks for application traffic bypasses the sidecar. */
    Reason withoutTraffic() {
        return hasNoService() ? Reason.NO_SERVICE : Reason.PROBE_PORT;
    }

    /** What speaks against taking the port for one that only probes use. */
    Optional<Reason> reason(int port) {
        if (has(port)) {
            return Optional.of(Reason.APPLICATION_PORT);
        }
        if (isLikely(port)) {
            return Optional.of(Reason.LIKELY_APPLICATION_PORT);
        }
        if (unseen.isPresent()) {
            return Optional.of(Reason.SERVICES_UNSEEN);
        }
        return hasNoService() && options.policy().noService() == NoService.LEAVE
                ? Optional.of(Reason.NO_SERVICE)
                : Optional.empty();
    }

    /** Why every port may be one, for a warning. */
    String whyUnseen() {
        return unseen.map(Unseen::explanation).orElse("");
    }

    /** Who says so, for a warning: all that surely leads there, else the user, else what may, else why nobody can say. */
    String source(int port) {
        List<Route> sure = routes.to(port).stream()
                .filter(route -> route.certainty() == Certainty.SURE)
                .toList();
        if (!sure.isEmpty()) {
            return Ways.describe(sure);
        }
        return isNamed(port)
                ? AnnotationKeys.APPLICATION_PORTS
                : routes.best(port).map(Route::describe).orElseGet(this::whyUnseen);
    }
}
