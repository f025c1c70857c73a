package dev.probebypass.check;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ServiceReference;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The servers that our webhook configuration calls: those of the Deployment that is called as the Service.
 *
 * @param webhookConfiguration the name of ours
 */
public record CalledServers(KubernetesClient client, String webhookConfiguration) {

    /** Their Deployment, empty if there is none that can be seen. */
    Optional<Deployment> deployment() {
        MutatingWebhookConfiguration ours = client.admissionRegistration()
                .v1()
                .mutatingWebhookConfigurations()
                .withName(webhookConfiguration)
                .get();
        return Optional.ofNullable(ours).stream()
                .flatMap(configuration -> configuration.getWebhooks().stream())
                .flatMap(
                        webhook -> Optional.ofNullable(webhook.getClientConfig().getService()).stream())
                .findFirst()
                .map(this::deployment);
    }

    /** The arguments of their containers, none if no Deployment can be seen. */
    public List<List<String>> arguments() {
        return deployment().stream().flatMap(CalledServers::arguments).toList();
    }

    /** Where they are, such as {@code probe-bypass/probe-bypass}; empty if no Deployment can be seen. */
    public Optional<String> place() {
        return deployment()
                .map(deployment -> deployment.getMetadata().getNamespace() + "/"
                        + deployment.getMetadata().getName());
    }

    static Stream<List<String>> arguments(Deployment servers) {
        return servers.getSpec().getTemplate().getSpec().getContainers().stream()
                .map(Container::getArgs);
    }

    private Deployment deployment(ServiceReference service) {
        return client.apps()
                .deployments()
                .inNamespace(service.getNamespace())
                .withName(service.getName())
                .get();
    }

    /** Whether the servers of the Deployment may list and watch objects; where the question is refused they may, as far as is known. */
    boolean mayRead(Deployment servers, String group, String plural) {
        String user = "system:serviceaccount:%s:%s"
                .formatted(
                        servers.getMetadata().getNamespace(),
                        Optional.ofNullable(servers.getSpec()
                                        .getTemplate()
                                        .getSpec()
                                        .getServiceAccountName())
                                .orElse("default"));
        return Stream.of("list", "watch").allMatch(verb -> may(user, group, plural, verb));
    }

    private boolean may(String user, String group, String plural, String verb) {
        SubjectAccessReview question = new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser(user)
                .withGroups("system:serviceaccounts", "system:authenticated")
                .withNewResourceAttributes()
                .withGroup(group)
                .withResource(plural)
                .withVerb(verb)
                .endResourceAttributes()
                .endSpec()
                .build();
        try {
            return client.resource(question).create().getStatus().getAllowed();
        } catch (KubernetesClientException refused) {
            return true;
        }
    }
}
