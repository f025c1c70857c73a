package dev.probebypass.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.testing.Eventually;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReviewBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.Updatable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The manifest without Helm, and the product as the service account that they make. */
@ExtendWith(SharedControlPlane.class)
final class ManifestsIT {

    private static final String US = "probe-bypass";

    /** What system:basic-user gives to everybody who is somebody. */
    private static final List<String> EVERYBODYS =
            List.of("selfsubjectaccessreviews", "selfsubjectrulesreviews", "selfsubjectreviews");

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ControlPlane controlPlane;
    private final KubernetesClient client;
    private final WebhookConfigurations webhooks;

    ManifestsIT(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
        this.client = controlPlane.client();
        this.webhooks = new WebhookConfigurations(controlPlane);
    }

    @AfterEach
    void uninstall() {
        client.admissionRegistration()
                .v1()
                .mutatingWebhookConfigurations()
                .withName("istio-probe-bypass")
                .delete();
        webhooks.close();
    }

    @Test
    void whatTheyGrantIsAllThatTheProductNeeds() throws IOException {
        install();
        try (RecordingWebhook early = RecordingWebhook.start(_ -> "[]");
                Product product = start()) {
            product.awaitReady();

            secret().delete();
            Eventually.holds("the Secret is to be made anew", LIMIT, () -> secret().get() != null);
            webhooks.apply(earlyInjector(early));
            Event warning = Eventually.get("an Event is to tell of the order", LIMIT, this::warning);

            assertThat(warning.getMessage()).startsWith("early is called before istio-probe-bypass");
            assertThat(product.metric("probe_bypass_leader")).isEqualTo(1);
            assertThat(product.metric("probe_bypass_errors_total{kind=\"operator\"}"))
                    .isZero();
            assertThat(product.log().lines())
                    .filteredOn(line -> !line.contains("configmaps"))
                    .noneMatch(line -> line.contains("forbidden") || line.contains(" 403"))
                    .noneMatch(line -> line.contains("warm-up failed"));
        }
    }

    /** As kubectl auth can-i --list would say it, without what everybody may. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "probe-bypass | create leases; create secrets; get deployments probe-bypass; get,list,watch,update secrets probe-bypass-ca; get,patch leases probe-bypass; list endpointslices",
                "default | create events",
                "kube-system |",
                "istio-system | list,watch configmaps",
            })
    void theyGrantNothingElse(String namespace, @Nullable String alsoThere) throws IOException {
        install();
        List<String> everywhere = List.of(
                "get,list,watch namespaces",
                "get,patch mutatingwebhookconfigurations istio-probe-bypass",
                "list,watch configmaps istio-sidecar-injector",
                "list,watch mutatingwebhookconfigurations",
                "list,watch services",
                "list,watch endpointslices",
                "list,watch inferencepools",
                "list,watch rollouts",
                "list,watch canaries",
                "list,watch serviceentries",
                "list,watch sidecars",
                "list,watch servicemonitors",
                "list,watch podmonitors",
                "list,watch validatingwebhookconfigurations",
                "list,watch apiservices",
                "list,watch authorizationpolicies,peerauthentications");
        List<String> there = alsoThere == null ? List.of() : List.of(alsoThere.split("; "));

        Eventually.holds(
                "the permissions in %s are to be known".formatted(namespace),
                LIMIT,
                () -> permissions(namespace).size() >= everywhere.size() + there.size());
        assertThat(permissions(namespace))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(everywhere.stream(), there.stream()).toList());
    }

    private List<String> permissions(String namespace) {
        Path kubeconfig = controlPlane.kubeconfigOf("system:serviceaccount:%1$s:%1$s".formatted(US), "tests");
        SelfSubjectRulesReview question = new SelfSubjectRulesReviewBuilder()
                .withNewSpec()
                .withNamespace(namespace)
                .endSpec()
                .build();
        try (KubernetesClient asUs = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build()) {
            return asUs.resource(question).create().getStatus().getResourceRules().stream()
                    .filter(rule -> rule.getResources().stream().noneMatch(EVERYBODYS::contains))
                    .map(rule -> "%s %s %s"
                            .formatted(
                                    String.join(",", rule.getVerbs()),
                                    String.join(",", rule.getResources()),
                                    String.join(",", rule.getResourceNames()))
                            .strip())
                    .toList();
        }
    }

    /** Known for an Istio's injector by its entry. */
    private static Registration earlyInjector(RecordingWebhook early) {
        return Registration.of("early", early)
                .named("namespace.sidecar-injector.istio.io")
                .onlyIn("nowhere");
    }

    private void install() throws IOException {
        try (InputStream manifest = Files.newInputStream(Path.of("deploy", "install.yaml"))) {
            List<HasMetadata> objects = client.load(manifest).items();
            objects.forEach(object -> client.resource(object).createOr(Updatable::update));
        }
    }

    private Product start() {
        Path kubeconfig = controlPlane.kubeconfigOf("system:serviceaccount:%1$s:%1$s".formatted(US), "tests");
        return Product.launch(
                ProductCommand.serve(kubeconfig, "--port=0", "--ca-overlap-wait=1s"),
                controlPlane.authority(),
                controlPlane);
    }

    private Resource<Secret> secret() {
        return client.secrets().inNamespace(US).withName(ManagedInstallation.SECRET);
    }

    private Optional<Event> warning() {
        return client.v1().events().inNamespace("default").list().getItems().stream()
                .filter(event -> event.getInvolvedObject().getName().equals("istio-probe-bypass"))
                .findFirst();
    }
}
