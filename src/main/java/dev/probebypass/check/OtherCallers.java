package dev.probebypass.check;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ServiceReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The webhook configurations that call the same server as ours, such as one that a failed upgrade has left behind.
 *
 * @param webhookConfiguration the name of ours
 */
public record OtherCallers(KubernetesClient client, String webhookConfiguration) {

    /** Whom an entry calls. */
    private record Called(Optional<String> url, Optional<String> service) {

        static Called by(MutatingWebhook entry) {
            return new Called(
                    Optional.ofNullable(entry.getClientConfig().getUrl()),
                    Optional.ofNullable(entry.getClientConfig().getService()).map(Called::name));
        }

        private static String name(ServiceReference service) {
            return service.getNamespace() + "/" + service.getName();
        }
    }

    /** A sentence about each; none where they may not be listed. */
    public List<String> notes() {
        List<MutatingWebhookConfiguration> all;
        try {
            all = client.admissionRegistration()
                    .v1()
                    .mutatingWebhookConfigurations()
                    .list()
                    .getItems();
        } catch (KubernetesClientException refused) {
            return List.of();
        }
        Set<Called> ours = all.stream()
                .filter(each -> Objects.equals(each.getMetadata().getName(), webhookConfiguration))
                .flatMap(each -> each.getWebhooks().stream())
                .map(Called::by)
                .collect(Collectors.toSet());
        return all.stream()
                .filter(each -> !Objects.equals(each.getMetadata().getName(), webhookConfiguration))
                .filter(each -> each.getWebhooks().stream().map(Called::by).anyMatch(ours::contains))
                .map(each -> ("The MutatingWebhookConfiguration %s calls the same server. If no upgrade is under way,"
                                + " one has left it behind: delete it.")
                        .formatted(each.getMetadata().getName()))
                .toList();
    }
}
