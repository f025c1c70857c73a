package dev.probebypass.operator;

import static dev.probebypass.testing.InjectorWebhook.injector;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.logging.LogFile;
import dev.probebypass.telemetry.Telemetry;
import dev.probebypass.testing.NastyText;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookOrderReconcilerTest {

    private static final String OURS = "istio-zzz";
    private static final String EARLY = "istio-sidecar-injector";
    private static final String LATE = "istio-zzzz";

    private final FakeCluster cluster = new FakeCluster();
    private final ManualScheduler scheduler = new ManualScheduler();
    private final Telemetry telemetry = Telemetry.forVersion("test");
    private Optional<Boolean> usesPlugin = Optional.empty();
    private final WebhookOrderReconciler reconciler = new WebhookOrderReconciler(
            cluster, OURS, _ -> usesPlugin, scheduler, new OngoingFailure(telemetry, "can't tell", "can tell again"));

    @AfterEach
    void close() {
        telemetry.close();
    }

    @Test
    void anInjectorThatIsCalledBeforeUsIsToldInAnEventOnOurConfiguration() {
        cluster.put(Samples.configuration(OURS));
        cluster.put(injector(EARLY));

        look();

        assertThat(reconciler.isRight()).isFalse();
        assertThat(cluster.events()).singleElement().satisfies(event -> {
            assertThat(event.getType()).isEqualTo("Warning");
            assertThat(event.getReason()).isEqualTo("CalledAfterInjector");
            assertThat(event.getMetadata().getNamespace()).isEqualTo("default");
            assertThat(event.getInvolvedObject().getName()).isEqualTo(OURS);
            assertThat(event.getInvolvedObject().getUid())
                    .isEqualTo(cluster.webhookConfiguration(OURS)
                            .orElseThrow()
                            .getMetadata()
                            .getUid());
            assertThat(event.getMessage())
                    .startsWith(EARLY + " is called before " + OURS)
                    .contains("--webhook-configuration");
        });
    }

    /** Names of configurations are those of objects of others. */
    @Test
    void theEventAndTheLineAreHarmlessWhateverTheInjectorIsCalled() {
        LogFile log = LogFile.fromHere();
        cluster.put(Samples.configuration(OURS));
        cluster.put(injector("istio-sidecar-injector" + NastyText.TEXT));

        look();

        assertThat(cluster.events()).singleElement().satisfies(event -> {
            NastyText.assertHarmless(event.getMessage());
            assertThat(event.getMessage()).hasSizeLessThanOrEqualTo(1_024).doesNotContain("\n");
        });
        assertThat(log.text()).hasLineCount(1);
        NastyText.assertHarmless(log.text());
    }

    @Test
    void itIsToldOnceForEachChange() {
        cluster.put(Samples.configuration(OURS));
        cluster.put(injector(EARLY));

        look();
        look();
        assertThat(cluster.events()).hasSize(1);

        cluster.put(injector(EARLY + "-canary"));
        look();
        assertThat(cluster.events()).hasSize(2);
    }

    @Test
    void oneThatComesBackIsNewsAgain() {
        cluster.put(Samples.configuration(OURS));
        cluster.put(injector(EARLY));
        look();
        cluster.remove(injector(EARLY));
        look();
        assertThat(reconciler.isRight()).isTrue();

        cluster.put(injector(EARLY));
        look();

        assertThat(cluster.events()).hasSize(2);
    }

    @Test
    void whoeverIsCalledAfterUsIsNoNews() {
        cluster.put(Samples.configuration(OURS));
        cluster.put(injector(LATE));

        look();

        assertThat(reconciler.isRight()).isTrue();
        assertThat(cluster.events()).isEmpty();
    }

    @Test
    void withThePluginItDoesNotMatterWhoIsFirst() {
        usesPlugin = Optional.of(true);
        cluster.put(Samples.configuration(OURS));
        cluster.put(injector(EARLY));

        look();

        assertThat(reconciler.isRight()).isTrue();
    }

    @Test
    void withoutOursThereIsNoOrderToJudge() {
        cluster.put(injector(EARLY));

        look();

        assertThat(reconciler.isRight()).isTrue();
        assertThat(cluster.events()).isEmpty();
    }

    @Test
    void anEventThatIsRefusedIsAFailureAndTheOrderIsKnownAllTheSame() {
        cluster.put(Samples.configuration(OURS));
        cluster.put(injector(EARLY));
        cluster.refuse("create Event", 403);

        look();

        assertThat(reconciler.isRight()).isFalse();
        assertThat(Samples.failures(telemetry)).isEqualTo(1);
    }

    @Test
    void whereNobodyLeadsEachReplicaLooksOnceAMinute() {
        cluster.put(Samples.configuration(OURS));
        WebhookOrderPoll poll = WebhookOrderPoll.start(scheduler, cluster, reconciler);
        scheduler.pass(Duration.ZERO);
        cluster.put(injector(EARLY));
        scheduler.pass(Duration.ofSeconds(59));
        assertThat(cluster.events()).isEmpty();

        scheduler.pass(Duration.ofSeconds(1));

        assertThat(cluster.events()).hasSize(1);
        poll.close();
        assertThat(scheduler.isShutdown()).isTrue();
    }

    @Test
    void aPollThatIsRefusedLooksAgain() {
        cluster.put(Samples.configuration(OURS));
        cluster.put(injector(EARLY));
        cluster.refuse("list MutatingWebhookConfiguration", 403);
        WebhookOrderPoll.start(scheduler, cluster, reconciler);
        scheduler.pass(Duration.ofSeconds(59));
        cluster.allow("list MutatingWebhookConfiguration");

        scheduler.pass(Duration.ofSeconds(1));

        assertThat(cluster.events()).hasSize(1);
    }

    private void look() {
        reconciler.look(cluster.webhookConfigurations());
    }
}
