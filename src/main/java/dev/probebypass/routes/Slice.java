package dev.probebypass.routes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.objects.ClusterObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Endpoints of a Service, as an EndpointSlice or an Endpoints object says them.
 *
 * @param route what leads there
 * @param service the Service's name
 * @param ports the pods' ports, from 1 to 65535
 * @param pods the names of pods among the endpoints
 * @param hasAddresses whether there is any endpoint
 * @param followsSelector the endpoints controller keeps it, by the Service's selector
 */
record Slice(
        Route route,
        Optional<String> service,
        List<Integer> ports,
        Set<String> pods,
        boolean hasAddresses,
        boolean followsSelector) {

    static final String ENDPOINT_SLICE = "EndpointSlice";
    static final String ENDPOINTS = "Endpoints";

    private static final String SERVICE = "kubernetes.io/service-name";
    private static final String MANAGED_BY = "endpointslice.kubernetes.io/managed-by";
    private static final String CONTROLLER = "endpointslice-controller.k8s.io";

    Slice {
        ports = List.copyOf(ports);
        pods = Set.copyOf(pods);
    }

    /** Those of an EndpointSlice. */
    static Slice ofEndpointSlice(ClusterObject object) {
        JsonNode endpoints = object.json().path("endpoints");
        return new Slice(
                Route.sure(ENDPOINT_SLICE, object.key().name()),
                object.label(SERVICE),
                ports(object.json().path("ports")),
                pods(endpoints),
                !endpoints.isEmpty(),
                object.label(MANAGED_BY).filter(CONTROLLER::equals).isPresent());
    }

    /** Those of an Endpoints object, which has the name of its Service. */
    static Slice ofEndpoints(ClusterObject object) {
        List<Integer> ports = new ArrayList<>();
        Set<String> pods = new HashSet<>();
        for (JsonNode subset : object.json().path("subsets")) {
            ports.addAll(ports(subset.path("ports")));
            pods.addAll(pods(subset.path("addresses")));
            pods.addAll(pods(subset.path("notReadyAddresses")));
        }
        return new Slice(
                Route.sure(ENDPOINTS, object.key().name()),
                Optional.of(object.key().name()),
                ports,
                pods,
                !ports.isEmpty(),
                false);
    }

    private static List<Integer> ports(JsonNode ports) {
        List<Integer> numbers = new ArrayList<>(ports.size());
        for (JsonNode port : ports) {
            if (port.path("protocol").asText("TCP").equals("TCP")
                    && port.path("port").asInt() > 0) {
                numbers.add(port.path("port").asInt());
            }
        }
        return numbers;
    }

    private static Set<String> pods(JsonNode endpoints) {
        Set<String> pods = new HashSet<>();
        for (JsonNode endpoint : endpoints) {
            JsonNode target = endpoint.path("targetRef");
            if (target.path("kind").asText().equals("Pod")) {
                pods.add(target.path("name").asText());
            }
        }
        return pods;
    }

    /** Adds a way to each of the ports. */
    void lead(Route way, Routes routes) {
        ports.forEach(port -> routes.add(port, way));
    }
}
