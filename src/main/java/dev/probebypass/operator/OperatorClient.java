package dev.probebypass.operator;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.Optional;

/**
 * A client of the API server with the calls that the operator makes, and no others. Each asks the API server, and throws
 * {@link io.fabric8.kubernetes.client.KubernetesClientException} where it refuses or can't be reached; a look-up is empty where it
 * answers that there is no such object.
 */
interface OperatorClient {

    List<MutatingWebhookConfiguration> webhookConfigurations();

    Optional<MutatingWebhookConfiguration> webhookConfiguration(String name);

    /** Applies fields server-side by force, and returns the object as it is then. */
    MutatingWebhookConfiguration apply(MutatingWebhookConfiguration fields);

    /** Gives up the fields that {@link #apply} has made ours; they stay as they are. Does nothing where none is ours. */
    void disown(MutatingWebhookConfiguration configuration);

    Optional<Secret> secret(String namespace, String name);

    void create(Secret secret);

    /** Replaces a Secret, if its resourceVersion is still that of the given one; a conflict otherwise. */
    void update(Secret secret);

    Optional<Deployment> deployment(String namespace, String name);

    /** Those of a Service. */
    List<EndpointSlice> endpointSlices(String namespace, String service);

    Optional<Lease> lease(String namespace, String name);

    /** Deletes a Lease, if its resourceVersion is still that of the given one; a conflict otherwise. */
    void delete(Lease lease);

    void create(Event event);

    Watch watchSecret(String namespace, String name, Listener<Secret> listener);

    Watch watchWebhookConfiguration(String name, Listener<MutatingWebhookConfiguration> listener);

    /** A watch of one object, which goes on until it is closed. */
    interface Watch extends AutoCloseable {

        @Override
        void close();
    }

    /** A listener of a watch. It is called by the watch's thread and must not block. */
    interface Listener<T> {

        /** Gets the object as it is now, empty where it was deleted. */
        void changed(Optional<T> object);

        /** Gets what interrupted the watch, which tries again. */
        void failed(Throwable problem);
    }
}
