package dev.probebypass.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.testing.Eventually;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A leader that may not list webhook configurations as it begins, as after somebody's change of roles. */
@ExtendWith(SharedControlPlane.class)
final class LostPermissionsIT {

    /** Long enough for starts to multiply, if they did: a minute in the nightly run. */
    private static final Duration WHILE = Duration.ofSeconds(Calls.WANTED > 1_000 ? 60 : 20);

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration ONE_BACKOFF = Duration.ofSeconds(75);

    private final ControlPlane controlPlane;

    LostPermissionsIT(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    @Test
    void itStartsFewTimesSaysSoOnceAndWorksAgainWithinOneBackoff() {
        try (Release release = Release.install(Helm.HELM_4, controlPlane)) {
            Product first = release.start();
            release.awaitAnswers();
            release.awaitAuthority();
            Product second = release.start();
            List<PolicyRule> rules = release.clusterRole().get().getRules();

            release.clusterRole().edit(role -> {
                role.setRules(rules.stream()
                        .filter(rule -> !rule.getResources().contains("mutatingwebhookconfigurations"))
                        .toList());
                return role;
            });
            first.stop();
            Eventually.holds("the second is to lead", LIMIT, () -> second.metric("probe_bypass_leader") == 1);
            Calls calls = Calls.spread(100, WHILE, release::answers);
            double errors = second.metric("probe_bypass_errors_total{kind=\"operator\"}");
            List<String> lines = second.log().lines().toList();
            System.out.printf(
                    "RBAC stripped for %d s: %.0f operator errors, %d log lines%n",
                    WHILE.toSeconds(), errors, lines.size());

            assertThat(calls.of("RBAC stripped while a leader starts").failed()).isZero();
            assertThat(lines.stream().filter(line -> line.contains("the upkeep of the certificates fails")))
                    .hasSize(1);
            assertThat(lines).noneMatch(line -> line.startsWith("\tat ")).hasSizeLessThan(40);
            assertThat(errors).isLessThan(10);

            release.clusterRole().edit(role -> {
                role.setRules(rules);
                return role;
            });
            release.corrupt();
            Eventually.holds(
                    "the caBundle is to be repaired",
                    ONE_BACKOFF,
                    () -> !release.caBundle().isEmpty());
            release.awaitAnswers();
            String well = "the upkeep of the certificates works again";
            Eventually.until(well, () -> second.log().contains(well));
            assertThat(second.log()).containsOnlyOnce(well);
        }
    }
}
