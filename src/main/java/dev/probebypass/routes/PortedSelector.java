package dev.probebypass.routes;

import dev.probebypass.objects.LabelSelector;
import java.util.List;

/**
 * An object that selects pods by labels and leads to ports by number.
 *
 * @param route what leads there
 * @param ports from 1 to 65535
 */
public record PortedSelector(Route route, LabelSelector selector, List<Integer> ports) implements RouteSource {

    public PortedSelector {
        ports = List.copyOf(ports);
    }

    @Override
    public void find(RouteQuery query, Routes routes) {
        if (selector.selects(query.pod().labels())) {
            ports.forEach(port -> routes.add(port, route));
        }
    }
}
