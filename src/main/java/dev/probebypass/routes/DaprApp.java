package dev.probebypass.routes;

import dev.probebypass.names.KubernetesKeys;
import dev.probebypass.pod.PortReference;
import java.util.regex.Pattern;

/**
 * The port of the application that Dapr's sidecar calls.
 *
 * @see <a href="https://docs.dapr.io/reference/arguments-annotations-overview/">Dapr arguments and annotations</a>
 */
final class DaprApp implements RouteSource {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");

    @Override
    public void find(RouteQuery query, Routes routes) {
        query.pod()
                .annotations()
                .get(KubernetesKeys.DAPR_APP_PORT)
                .map(String::strip)
                .filter(text -> NUMBER.matcher(text).matches())
                .map(Integer::parseInt)
                .filter(PortReference::isPort)
                .ifPresent(port -> routes.add(port, Route.sure("annotation", KubernetesKeys.DAPR_APP_PORT)));
    }
}
