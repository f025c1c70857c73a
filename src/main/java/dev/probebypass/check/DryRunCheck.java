package dev.probebypass.check;

import dev.probebypass.mesh.TrialPod;
import dev.probebypass.names.AnnotationKeys;
import dev.probebypass.operator.InjectorModes;
import dev.probebypass.operator.WebhookOrder;
import dev.probebypass.telemetry.Cause;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A check by a pod that is created in a dry run: whether it comes back as we would patch it. The pod is in a mesh, whose rewriting of
 * probes is off, and has one probe on a port of its own.
 *
 * @param mesh what makes the pod a mesh's
 * @param namespace of the pod
 * @param webhookConfiguration ours, to find out why an answer is missing
 * @param modes to find out whether an injector that is called before us leaves us time
 */
public record DryRunCheck(
        KubernetesClient client, TrialPod mesh, String namespace, String webhookConfiguration, InjectorModes modes) {

    /** What came of it. */
    public sealed interface Result {

        /** The pod came back patched: this is what the mesh would read. */
        record Patched(String excludedPorts) implements Result {}

        /**
         * It did not, or it would do no good.
         *
         * @param problem what is wrong and what to do, in sentences
         * @param mayPass whether it may be otherwise in a moment, as just after an installation
         */
        record Failed(String problem, boolean mayPass) implements Result {

            /** It stays so until somebody changes the cluster or asks for something else. */
            static Failed forGood(String problem) {
                return new Failed(problem, false);
            }

            static Failed forNow(String problem) {
                return new Failed(problem, true);
            }
        }
    }

    /** Creates the pod once; nothing is stored. */
    public Result run() {
        Pod answered;
        try {
            answered = client.resource(new CheckPods(mesh).sayingAll(namespace))
                    .dryRun()
                    .create();
        } catch (KubernetesClientException refused) {
            return refused(refused);
        }
        Map<String, String> annotations = answered.getMetadata().getAnnotations();
        if (!Integer.toString(CheckPods.PORT).equals(annotations.get(AnnotationKeys.BYPASSED_PORTS))) {
            return whyNot();
        }
        List<String> early = earlyInjectors();
        return early.isEmpty()
                ? new Result.Patched(annotations.getOrDefault(mesh.exclusionAnnotation(), ""))
                : new Result.Failed(
                        "The pod was patched, but %s is called before %s, so the patch comes too late: give ours a name that sorts before it (webhook.name in the chart)."
                                .formatted(early.getFirst(), webhookConfiguration),
                        false);
    }

    private Result refused(KubernetesClientException refused) {
        if (refused.getStatus() == null) {
            return new Result.Failed("The API server can't be reached: %s.".formatted(rootOf(refused)), true);
        }
        String said = refused.getStatus().getMessage();
        return switch (refused.getCode()) {
            case HttpURLConnection.HTTP_NOT_FOUND ->
                new Result.Failed(
                        "There is no namespace %s: name one that exists with --namespace.".formatted(namespace), false);
            case HttpURLConnection.HTTP_UNAUTHORIZED, HttpURLConnection.HTTP_FORBIDDEN ->
                new Result.Failed(
                        "The API server does not let us create a pod in %s: %s".formatted(namespace, said), false);
            default -> new Result.Failed("The API server does not create the pod: %s".formatted(said), true);
        };
    }

    private static String rootOf(Throwable failure) {
        return failure.getCause() == null ? Cause.describe(failure) : rootOf(failure.getCause());
    }

    /** With failurePolicy Ignore a webhook that does not answer looks like one that was not asked. */
    private Result whyNot() {
        Optional<MutatingWebhookConfiguration> ours;
        Map<String, String> labels;
        try {
            ours = Optional.ofNullable(client.admissionRegistration()
                    .v1()
                    .mutatingWebhookConfigurations()
                    .withName(webhookConfiguration)
                    .get());
            labels = Optional.ofNullable(client.namespaces().withName(namespace).get())
                    .map(Namespace::getMetadata)
                    .map(metadata -> metadata.getLabels())
                    .orElse(Map.of());
        } catch (KubernetesClientException refused) {
            return Result.Failed.forNow("The pod came back without our annotation, and we may not look why (%s)."
                    .formatted(rootOf(refused)));
        }
        if (ours.isEmpty()) {
            return Result.Failed.forGood(
                    "There is no MutatingWebhookConfiguration %s: install the chart, or name yours with --webhook-configuration."
                            .formatted(webhookConfiguration));
        }
        return ours.get().getWebhooks().stream()
                .findFirst()
                .map(entry -> whyNot(entry, labels))
                .orElseGet(() -> Result.Failed.forGood(
                        "The MutatingWebhookConfiguration %s has no entry: install the chart again."
                                .formatted(webhookConfiguration)));
    }

    private Result whyNot(MutatingWebhook entry, Map<String, String> labels) {
        if ("false".equals(labels.get(AnnotationKeys.ENABLED))) {
            return Result.Failed.forGood(
                    "The namespace %s has opted out by its label %s=false: name another with --namespace."
                            .formatted(namespace, AnnotationKeys.ENABLED));
        }
        if (entry.getNamespaceSelector() != null && !LabelSelectors.selects(entry.getNamespaceSelector(), labels)) {
            return Result.Failed.forGood(
                    "The namespaceSelector of %s leaves the namespace %s out: name another with --namespace."
                            .formatted(webhookConfiguration, namespace));
        }
        if (entry.getClientConfig().getCaBundle() == null
                || entry.getClientConfig().getCaBundle().isEmpty()) {
            return Result.Failed.forNow(
                    "The caBundle of %s is empty, so the API server trusts no answer: see the log of our pods, of which one sets it."
                            .formatted(webhookConfiguration));
        }
        if (isBlind()) {
            return Result.Failed.forGood(
                    "The servers may not list and watch services, so each probed port counts as an application port and is left, and a server that starts does not get ready: bind the chart's ClusterRole to their account again.");
        }
        return Result.Failed.forNow(
                "The pod came back without our annotation. The API server was not answered (are our pods ready, and may it reach their HTTPS port?), or the decision was another (is the mode audit, or the mesh none, or can't Services be read?): see the log of our pods.");
    }

    /** Whether the servers may not read Services, as far as we may ask. */
    private boolean isBlind() {
        try {
            CalledServers servers = new CalledServers(client, webhookConfiguration);
            return servers.deployment()
                    .filter(deployment -> !servers.mayRead(deployment, "", "services"))
                    .isPresent();
        } catch (KubernetesClientException refused) {
            return false;
        }
    }

    /** Those who may not list them have to do without. */
    private List<String> earlyInjectors() {
        try {
            return WebhookOrder.injectorsBefore(
                    webhookConfiguration,
                    client.admissionRegistration().v1().mutatingWebhookConfigurations().list().getItems().stream(),
                    modes);
        } catch (KubernetesClientException refused) {
            return List.of();
        }
    }
}
