package dev.probebypass.operator;

import dev.probebypass.text.PathSegment;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationList;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The operator's client by fabric8.
 *
 * @param client stays the caller's
 */
record KubernetesOperatorClient(KubernetesClient client) implements OperatorClient {

    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(OperatorSettings.FIELD_MANAGER)
            .withForce(true)
            .build();

    @Override
    public List<MutatingWebhookConfiguration> webhookConfigurations() {
        return webhooks().list().getItems();
    }

    @Override
    public Optional<MutatingWebhookConfiguration> webhookConfiguration(String name) {
        return Optional.ofNullable(webhooks().withName(name).get());
    }

    @Override
    public MutatingWebhookConfiguration apply(MutatingWebhookConfiguration fields) {
        return client.resource(fields).patch(APPLY);
    }

    @Override
    public void disown(MutatingWebhookConfiguration configuration) {
        List<ManagedFieldsEntry> managers = configuration.getMetadata().getManagedFields();
        for (int i = 0; i < managers.size(); i++) {
            if (OperatorSettings.FIELD_MANAGER.equals(managers.get(i).getManager())) {
                webhooks()
                        .withName(PathSegment.encode(configuration.getMetadata().getName()))
                        .patch(PatchContext.of(PatchType.JSON), removal(configuration, i));
                return;
            }
        }
    }

    private static String removal(MutatingWebhookConfiguration configuration, int manager) {
        return """
                [{"op": "test", "path": "/metadata/uid", "value": "%1$s"},
                 {"op": "test", "path": "/metadata/managedFields/%2$d/manager", "value": "%3$s"},
                 {"op": "remove", "path": "/metadata/managedFields/%2$d"}]
                """.formatted(configuration.getMetadata().getUid(), manager, OperatorSettings.FIELD_MANAGER);
    }

    @Override
    public Optional<Secret> secret(String namespace, String name) {
        return Optional.ofNullable(secretResource(namespace, name).get());
    }

    @Override
    public void create(Secret secret) {
        client.resource(secret).create();
    }

    @Override
    public void update(Secret secret) {
        client.resource(secret)
                .lockResourceVersion(secret.getMetadata().getResourceVersion())
                .update();
    }

    @Override
    public Optional<Deployment> deployment(String namespace, String name) {
        return Optional.ofNullable(client.apps()
                .deployments()
                .inNamespace(namespace)
                .withName(name)
                .get());
    }

    @Override
    public List<EndpointSlice> endpointSlices(String namespace, String service) {
        return client.discovery()
                .v1()
                .endpointSlices()
                .inNamespace(namespace)
                .withLabel("kubernetes.io/service-name", service)
                .list()
                .getItems();
    }

    @Override
    public Optional<Lease> lease(String namespace, String name) {
        return Optional.ofNullable(
                client.leases().inNamespace(namespace).withName(name).get());
    }

    @Override
    public void delete(Lease lease) {
        client.resource(lease)
                .lockResourceVersion(lease.getMetadata().getResourceVersion())
                .delete();
    }

    @Override
    public void create(Event event) {
        client.resource(event).create();
    }

    @Override
    public Watch watchSecret(String namespace, String name, Listener<Secret> listener) {
        return watch(secretResource(namespace, name), listener);
    }

    @Override
    public Watch watchWebhookConfiguration(String name, Listener<MutatingWebhookConfiguration> listener) {
        return watch(webhooks().withName(name), listener);
    }

    private Resource<Secret> secretResource(String namespace, String name) {
        return client.secrets().inNamespace(namespace).withName(name);
    }

    private NonNamespaceOperation<
                    MutatingWebhookConfiguration,
                    MutatingWebhookConfigurationList,
                    Resource<MutatingWebhookConfiguration>>
            webhooks() {
        return client.admissionRegistration().v1().mutatingWebhookConfigurations();
    }

    private static <T extends HasMetadata> Watch watch(Resource<T> resource, Listener<T> listener) {
        SharedIndexInformer<T> informer = resource.runnableInformer(0)
                .exceptionHandler((_, problem) -> {
                    listener.failed(problem);
                    return true; // whatever it is, it may pass
                })
                .addEventHandler(handler(listener));
        var _ = informer.start();
        return informer::stop;
    }

    private static <T> ResourceEventHandler<T> handler(Listener<T> listener) {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(T added) {
                listener.changed(Optional.of(added));
            }

            @Override
            public void onUpdate(@Nullable T before, T after) {
                listener.changed(Optional.of(after));
            }

            @Override
            public void onDelete(T deleted, boolean finalStateUnknown) {
                listener.changed(Optional.empty());
            }
        };
    }
}
