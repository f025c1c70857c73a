package dev.probebypass.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.testing.Eventually;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The check, as users and {@code helm test} run it. */
@ExtendWith(SharedControlPlane.class)
final class CheckIT {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final ControlPlane controlPlane;

    CheckIT(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    private Helm.Run check(Path kubeconfig, String... flags) {
        List<String> words =
                new ArrayList<>(List.of("-jar", "target/probe-bypass.jar", "check", "--kubeconfig=" + kubeconfig));
        words.addAll(List.of(flags));
        return Helm.run(JAVA, words);
    }

    @Test
    void saysThatItWorksAndWhatIsMissingWhenItDoesNot() {
        try (Release release = Release.install(Helm.HELM_4, controlPlane)) {
            Product server = release.start();
            release.awaitAnswers();
            String ours = "--webhook-configuration=" + release.webhook();

            Helm.Run good = check(controlPlane.kubeconfig(), ours, "--namespace=" + release.meshed());
            assertThat(good)
                    .isEqualTo(new Helm.Run(
                            0,
                            "probe-bypass answers: a new pod in %s got excludeInboundPorts \"58081\".\n"
                                    .formatted(release.meshed()),
                            ""));

            Helm.Run asJson = check(controlPlane.kubeconfig(), ours, "-n", release.meshed(), "-o", "json");
            assertThat(Json.parse(asJson.out()).path("ok").asBoolean()).isTrue();

            assertThat(Json.parse(asJson.out()).path("notes")).isEmpty();
            MutatingWebhookConfiguration leftBehind = new MutatingWebhookConfigurationBuilder(
                            release.configuration().get())
                    .withMetadata(new ObjectMetaBuilder()
                            .withName(release.webhook() + "-left-behind")
                            .build())
                    .build();
            controlPlane.client().resource(leftBehind).create();
            Helm.Run twice = check(controlPlane.kubeconfig(), ours, "-n", release.meshed());
            controlPlane.client().resource(leftBehind).delete();
            assertThat(twice.exit()).isZero();
            assertThat(twice.out()).contains(release.webhook() + "-left-behind calls the same server");

            Helm.Run notSelected = check(controlPlane.kubeconfig(), ours);
            assertThat(notSelected.exit()).isEqualTo(1);
            assertThat(notSelected.out()).contains("namespaceSelector", "leaves the namespace default out");

            server.stop();
            Helm.Run silent = check(controlPlane.kubeconfig(), ours, "-n", release.meshed(), "--timeout=1s");
            assertThat(silent.exit()).isEqualTo(1);
            assertThat(silent.out()).contains("does not create the pod", "failed calling webhook");
        }
    }

    @Test
    void saysOfEachRevisionWhetherItIsSeenAndWhatToSet() {
        WebhookConfigurations webhooks = new WebhookConfigurations(controlPlane);
        String free = controlPlane.createNamespace(Map.of("probe-bypass.dev/enabled", "true"));
        String user = controlPlane.createNamespace(Map.of("istio.io/rev", "hidden"));
        controlPlane.createNamespace(Map.of("istio.io/rev", "hidden", "probe-bypass.dev/enabled", "false"));
        try (Release release = Release.install(Helm.HELM_4, controlPlane);
                Product _ = release.start();
                RecordingWebhook injector = RecordingWebhook.start(Injector::patch)) {
            release.awaitAnswers();
            for (String revision : List.of(IstioConfiguration.CANARY, "hidden")) {
                webhooks.apply(Registration.of(Injector.NAME + "-" + revision, injector)
                        .labelled("istio.io/rev", revision)
                        .onlyForPodsLabelled("istio.io/rev", revision)
                        .onlyIn(free));
            }
            String ours = "--webhook-configuration=" + release.webhook();

            Helm.Run run = check(controlPlane.kubeconfig(), ours, "-n", free);
            Helm.Run asJson = check(controlPlane.kubeconfig(), ours, "-n", free, "-o", "json");
            controlPlane.client().namespaces().withName(user).delete();
            Helm.Run unused = check(controlPlane.kubeconfig(), ours, "-n", free);

            assertThat(run.exit()).as(run.out()).isEqualTo(1);
            assertThat(run.out())
                    .contains("Istio's revision canary (used by no namespace) is seen.")
                    .contains("Istio's revision hidden (used by %s) is not seen by the servers".formatted(user))
                    .contains("leaves probes alone, captures *, excludes nothing and has the status port 15020")
                    .contains("--set 'mesh.istio.rewriteProbes=false'");
            assertThat(Json.parse(asJson.out()).path("revisions"))
                    .extracting(row ->
                            row.path("revision").asText() + " " + row.path("ok").asBoolean())
                    .contains("canary true", "hidden false");
            assertThat(unused.exit()).as(unused.out()).isZero();
        } finally {
            webhooks.close();
        }
    }

    @Test
    void saysThatAConfigMapIsBrokenOrGone() {
        WebhookConfigurations webhooks = new WebhookConfigurations(controlPlane);
        IstioConfiguration.revision(controlPlane, "breaking", false);
        String user =
                controlPlane.createNamespace(Map.of("istio.io/rev", "breaking", "probe-bypass.dev/enabled", "true"));
        try (Release release = Release.install(Helm.HELM_4, controlPlane);
                Product server = release.start();
                RecordingWebhook injector = RecordingWebhook.start(Injector::patch)) {
            release.awaitAnswers();
            webhooks.apply(Registration.of(Injector.NAME + "-breaking", injector)
                    .labelled("istio.io/rev", "breaking")
                    .onlyIn(user));
            String stale = "probe_bypass_mesh_configuration_stale_seconds{revision=\"breaking\"}";
            Eventually.holds("seen", Duration.ofSeconds(30), () -> server.metric(stale) == 0);

            IstioConfiguration.corrupt(controlPlane, "breaking");
            Eventually.holds("broken", Duration.ofSeconds(30), () -> server.metric(stale) > 0);
            String ours = "--webhook-configuration=" + release.webhook();
            Helm.Run run = check(controlPlane.kubeconfig(), ours, "-n", user);
            IstioConfiguration.remove(controlPlane, "breaking");
            Eventually.holds("gone", Duration.ofSeconds(30), () -> server.log().contains("it is gone"));
            Helm.Run gone = check(controlPlane.kubeconfig(), ours, "-n", user);

            assertThat(gone.exit()).as(gone.out()).isZero();
            assertThat(gone.out())
                    .contains(
                            "is seen by the values of mesh.istio, or as it was last and then not by a server that starts"
                                    + " now: There is no ConfigMap istio-sidecar-injector-breaking in istio-system.");
            assertThat(run.exit()).as(run.out()).isEqualTo(1);
            assertThat(run.out())
                    .contains("Istio's revision breaking (used by %s) is seen as it was last".formatted(user))
                    .contains("istio-system/istio-sidecar-injector-breaking can't be read: key \"values\"");
            assertThat(server.log()).contains("what it said last still holds");
        } finally {
            IstioConfiguration.remove(controlPlane, "breaking");
            webhooks.close();
        }
    }

    @Test
    void runsWithWhatTheChartAllowsIt() {
        try (Release release = Release.install(Helm.HELM_4, controlPlane);
                Product _ = release.start()) {
            release.awaitAnswers();
            Path kubeconfig = release.allowCheck();

            Helm.Run run = check(kubeconfig, "--webhook-configuration=" + release.webhook(), "-n", release.meshed());

            assertThat(run.exit()).as(run.out()).isZero();
        }
    }

    /** The servers are found by the Service that the webhook calls, so it calls one; nobody answers there. */
    @Test
    void saysWhichSourcesOfRoutesTheServersDoNotRead() {
        try (Release release = Release.install(
                Helm.HELM_4,
                controlPlane,
                "webhook.url=",
                "webhook.failurePolicy=Ignore",
                "routeSources.rollouts=false",
                "routeSources.sidecars=false")) {
            Path kubeconfig = release.allowCheck();
            List<String> flags = List.of(
                    "--webhook-configuration=" + release.webhook(),
                    "-n",
                    release.meshed(),
                    "--timeout=0s",
                    "-o",
                    "json");

            Helm.Run run = check(kubeconfig, flags.toArray(String[]::new));
            release.upgrade("routeSources.rollouts=true", "routeSources.sidecars=true");
            Helm.Run withAll = check(kubeconfig, flags.toArray(String[]::new));

            assertThat(Json.parse(run.out()).path("notes"))
                    .extracting(JsonNode::asText)
                    .containsExactly(
                            "Servers do not read objects of kind Rollout (--route-sources, routeSources): a port to"
                                    + " which only one leads bypasses the sidecar.",
                            "Servers do not read objects of kind Sidecar (--route-sources, routeSources): a port to"
                                    + " which only one leads bypasses the sidecar.");
            assertThat(withAll.exit()).as(withAll.out()).isEqualTo(1);
            assertThat(Json.parse(withAll.out()).path("notes")).isEmpty();
        }
    }

    @Test
    void saysWhatStandsInTheWay() {
        Registration existing =
                Registration.ofService("existing", "nowhere", 443).onlyIn("nowhere");
        controlPlane.client().resource(existing.configuration()).create();
        String optedOut = controlPlane.createNamespace(Map.of("probe-bypass.dev/enabled", "false"));

        Helm.Run out = check(controlPlane.kubeconfig(), "--webhook-configuration=existing", "-n", optedOut);
        Helm.Run missing = check(controlPlane.kubeconfig(), "--webhook-configuration=nobody");
        Helm.Run nowhere = check(controlPlane.kubeconfig(), "-n", "nowhere");
        Helm.Run forbidden = check(controlPlane.kubeconfigOf("nobody", "tests"));
        Helm.Run unreachable = check(controlPlane.file("unreachable", """
                        {"apiVersion": "v1", "kind": "Config", "current-context": "x",
                         "contexts": [{"name": "x", "context": {"cluster": "x", "user": "x"}}],
                         "users": [{"name": "x", "user": {}}],
                         "clusters": [{"name": "x", "cluster": {"server": "http://127.0.0.1:1"}}]}
                        """), "--timeout=0s");

        controlPlane.client().resource(existing.configuration()).delete();
        assertThat(out.out()).contains("opted out by its label");
        assertThat(missing.out()).contains("no MutatingWebhookConfiguration nobody", "install the chart");
        assertThat(nowhere.out()).contains("no namespace nowhere");
        assertThat(forbidden.out()).contains("does not let us create a pod");
        assertThat(unreachable.out()).contains("can't be reached");
        assertThat(List.of(out, missing, nowhere, forbidden, unreachable)).allMatch(run -> run.exit() == 1);
    }

    @Test
    void refusesWhatItCanNotRead() {
        Helm.Run run = check(controlPlane.kubeconfig(), "--timeout=soon", "-o", "xml", "-n", "No!");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err())
                .contains(
                        "--timeout=soon: use a duration such as 10s",
                        "--output=xml: use text or json",
                        "--namespace=No!: use the name of a namespace");
    }
}
