package dev.probebypass.operator;

import dev.probebypass.certificate.AuthorityState;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;

/** The store of our certificate authorities: one Secret, which is written against the version that was read. */
record CaSecretStore(OperatorClient client, OwnDeployment deployment, OperatorSettings settings) {

    /** The result of an attempt to write. */
    enum Write {
        DONE,
        /** Somebody has changed the Secret since it was read. */
        CONFLICT,
        /** The Secret is gone, and our Deployment is being removed or given another. */
        UNWANTED
    }

    CaSecret read() {
        return new CaSecret(client.secret(settings.namespace(), settings.secret()));
    }

    /** Writes what is to take the place of what was read, if that still stands. */
    Write write(CaSecret before, AuthorityState state) {
        try {
            return before.secret().map(secret -> update(secret, state)).orElseGet(() -> create(state));
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == HttpURLConnection.HTTP_CONFLICT
                    || refused.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return Write.CONFLICT;
            }
            throw refused;
        }
    }

    private Write update(Secret before, AuthorityState state) {
        client.update(CaSecret.holding(before, state));
        return Write.DONE;
    }

    private Write create(AuthorityState state) {
        Optional<OwnerReference> owner = deployment.ownerReference();
        if (owner.isEmpty() || isGivenAnotherSecret(deployment.arguments())) {
            return Write.UNWANTED;
        }
        client.create(CaSecret.holding(CaSecret.empty(settings, owner.get()), state));
        return Write.DONE;
    }

    private boolean isGivenAnotherSecret(ServerArguments arguments) {
        return arguments instanceof ServerArguments.OwnCertificates(KeptNames names)
                && !names.secret().equals(settings.secret());
    }
}
