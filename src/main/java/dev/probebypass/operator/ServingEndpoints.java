package dev.probebypass.operator;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointConditions;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;

/**
 * The endpoints of our Service that answer reviews.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/service-resources/endpoint-slice-v1/">EndpointSlice</a>
 */
record ServingEndpoints(OperatorClient client, OperatorSettings settings) {

    /**
     * Whether it is sure that there are none: the Service has EndpointSlices, and none of their endpoints takes connections.
     * Where there are no slices, or they may not be read, nothing is sure.
     */
    boolean areSurelyNone() {
        try {
            List<EndpointSlice> slices =
                    client.endpointSlices(settings.namespace(), settings.names().service());
            return !slices.isEmpty()
                    && slices.stream()
                            .flatMap(slice -> slice.getEndpoints().stream())
                            .noneMatch(endpoint -> mayServe(endpoint.getConditions()));
        } catch (KubernetesClientException unknown) { // forbidden, or late: then the longer way is the right one
            return false;
        }
    }

    /** One that is on its way out still serves. What is not said counts as true. */
    private static boolean mayServe(EndpointConditions conditions) {
        return conditions == null
                || !Boolean.FALSE.equals(conditions.getReady())
                || !Boolean.FALSE.equals(conditions.getServing());
    }
}
