package dev.probebypass.operator;

import dev.probebypass.certificate.AuthorityState;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.Optional;

/** What we have in the cluster. Every method asks the API server, and throws its client's exception where it says no. */
record InCluster(KubernetesClient client, UpkeepSettings settings) {

    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(UpkeepSettings.US)
            .withForce(true)
            .build();

    /** What became of a Secret that was to be written. */
    enum Stored {
        YES,
        /** Somebody has changed it since it was read. */
        OVERTAKEN,
        /** It is gone, and we are being removed too. */
        UNWANTED
    }

    Resource<Secret> secret() {
        return client.secrets().inNamespace(settings.namespace()).withName(settings.secret());
    }

    Resource<MutatingWebhookConfiguration> configuration() {
        return client.admissionRegistration()
                .v1()
                .mutatingWebhookConfigurations()
                .withName(settings.webhookConfiguration());
    }

    Optional<Registration> registration() {
        return Optional.ofNullable(configuration().get()).map(Registration::new);
    }

    SecretContent content() {
        return new SecretContent(Optional.ofNullable(secret().get()));
    }

    /** Writes what is to take the place of what was read, if that still stands. */
    Stored store(SecretContent before, AuthorityState state) {
        try {
            return before.secret().isPresent() ? update(before.secret().get(), state) : create(state);
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == HttpURLConnection.HTTP_CONFLICT
                    || refused.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return Stored.OVERTAKEN;
            }
            throw refused;
        }
    }

    private Stored update(Secret before, AuthorityState state) {
        client.resource(SecretContent.holding(before, state))
                .lockResourceVersion(before.getMetadata().getResourceVersion())
                .update();
        return Stored.YES;
    }

    private Stored create(AuthorityState state) {
        Optional<OwnerReference> owner = owner();
        if (owner.isEmpty()) {
            return Stored.UNWANTED;
        }
        client.resource(SecretContent.holding(SecretContent.empty(settings, owner.get()), state))
                .create();
        return Stored.YES;
    }

    /** Our Deployment, while it stands: what we make goes when it goes, and is not made when it is gone. */
    Optional<OwnerReference> owner() {
        return Optional.ofNullable(client.apps()
                        .deployments()
                        .inNamespace(settings.namespace())
                        .withName(settings.deployment())
                        .get())
                .filter(deployment -> deployment.getMetadata().getDeletionTimestamp() == null)
                .map(deployment -> new OwnerReferenceBuilder()
                        .withApiVersion("apps/v1")
                        .withKind("Deployment")
                        .withName(settings.deployment())
                        .withUid(deployment.getMetadata().getUid())
                        .build());
    }

    void apply(MutatingWebhookConfiguration fields) {
        client.resource(fields).patch(APPLY);
    }

    void record(Event event) {
        client.resource(event).create();
    }
}
