package dev.probebypass.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.testing.Eventually;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Servers whose ClusterRole has lost the right to read Services. */
@ExtendWith(SharedControlPlane.class)
final class LostServicesIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String UNREADABLE = "probe_bypass_services_unreadable";
    private static final String REASON = "the webhook can't read Services";
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final ControlPlane controlPlane;

    LostServicesIT(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    @Test
    void eachProbedPortIsLeftUntilServicesCanBeReadAgain() {
        try (Release release = Release.install(Helm.HELM_4, controlPlane)) {
            Product server = release.start();
            release.awaitAnswers();
            Pod pod = Probed.pod(release.meshed(), "probed");
            assertThat(server.metric(UNREADABLE)).isZero();
            assertThat(warnings(pod)).isEmpty();

            List<PolicyRule> rules = withoutServices(release);
            try (Outage outage = Outage.of(controlPlane)) { // a watch that stands is not asked again who may
                Eventually.holds(
                        "watches are to end",
                        LIMIT,
                        () -> server.metric("probe_bypass_snapshot_synced{resource=\"services\"}") == 0);
                outage.end();
            }
            Eventually.holds("Services are to be missed", LIMIT, () -> server.metric(UNREADABLE) == 1);

            assertThat(warnings(pod)).singleElement().asString().contains("port 8081", "is left and ", REASON);
            assertThat(server.readiness().status()).isEqualTo(200);
            Helm.Run check = check(release);
            assertThat(check.exit()).isEqualTo(1);
            // By a URL nobody can tell whose account the servers have, to ask what it may.
            assertThat(check.out()).contains("or can't Services be read?");

            restore(release, rules);
            Eventually.holds("Services are to be read", LIMIT, () -> server.metric(UNREADABLE) == 0);

            assertThat(warnings(pod)).isEmpty();
            assertThat(check(release).exit()).isZero();
            assertThat(server.log())
                    .containsOnlyOnce("Services can't be read (services: HTTP 403")
                    .containsOnlyOnce("Services can be read again");
        }
    }

    @Test
    void aServerThatStartsMeanwhileGetsReadyWhenServicesCanBeRead() {
        try (Release release = Release.install(Helm.HELM_4, controlPlane)) {
            List<PolicyRule> rules = withoutServices(release);
            Product server = release.launch();
            Eventually.holds(
                    "Services are to be missed",
                    LIMIT,
                    () -> server.readiness().body().asText().contains("services: HTTP 403"));
            assertThat(server.readiness().status()).isEqualTo(503);

            restore(release, rules);

            server.awaitReady();
        }
    }

    private static List<PolicyRule> withoutServices(Release release) {
        List<PolicyRule> rules = release.clusterRole().get().getRules();
        restore(
                release,
                rules.stream()
                        .filter(rule -> !rule.getResources().contains("services"))
                        .toList());
        return rules;
    }

    private static void restore(Release release, List<PolicyRule> rules) {
        release.clusterRole().edit(role -> {
            role.setRules(rules);
            return role;
        });
    }

    private List<String> warnings(Pod pod) {
        return Installation.accepted(controlPlane.api().dryRunPod(pod)).warnings();
    }

    private Helm.Run check(Release release) {
        return Helm.run(
                JAVA,
                List.of(
                        "-jar",
                        "target/probe-bypass.jar",
                        "check",
                        "--kubeconfig=" + controlPlane.kubeconfig(),
                        "--webhook-configuration=" + release.webhook(),
                        "--namespace=" + release.meshed()));
    }
}
