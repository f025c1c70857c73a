package dev.probebypass.check;

import dev.probebypass.operator.WebhookTargets;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;

/**
 * The webhook configurations that call the same server as ours, such as one that a failed upgrade has left behind.
 *
 * @param webhookConfiguration the name of ours
 */
public record OtherCallers(KubernetesClient client, String webhookConfiguration) {

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
        WebhookTargets targets = WebhookTargets.of(webhookConfiguration, all);
        return all.stream()
                .filter(each -> !each.getMetadata().getName().equals(webhookConfiguration))
                .filter(each -> !targets.calledBy(each).isEmpty())
                .map(each -> ("The MutatingWebhookConfiguration %s calls the same server. If no upgrade is under way,"
                                + " one has left it behind: delete it.")
                        .formatted(each.getMetadata().getName()))
                .toList();
    }
}
