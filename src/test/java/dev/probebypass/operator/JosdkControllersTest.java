package dev.probebypass.operator;

import static dev.probebypass.testing.InjectorWebhook.injector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.probebypass.telemetry.Telemetry;
import dev.probebypass.testing.Eventually;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true)
class JosdkControllersTest {

    @SuppressWarnings("NullAway.Init") // the extension sets it
    private KubernetesClient client;

    private final FakeCluster events = new FakeCluster();

    private WebhookOrderReconciler order() {
        return new WebhookOrderReconciler(
                events,
                Samples.CONFIGURATION,
                _ -> Optional.of(false),
                Clock.systemUTC(),
                new OngoingFailure(Telemetry.forVersion("test"), "fails", "works again"));
    }

    @Test
    void callsAReconcilerForWhatItWatchesUntilItIsStopped() {
        client.resource(Samples.configuration(Samples.CONFIGURATION)).create();
        List<Throwable> stopped = new CopyOnWriteArrayList<>();
        JosdkControllers controllers = new JosdkControllers(client, List.of(order()));
        controllers.start(stopped::add);

        client.resource(injector("a-injector")).create();

        Eventually.until("told", () -> !events.events().isEmpty());
        controllers.stop();
        assertThat(stopped).isEmpty();
    }

    @Test
    void looksAgainByEveryTaskWhetherItIsAReconcilerOrNot() {
        AtomicInteger looks = new AtomicInteger();
        LeaderTask counting = new LeaderTask() {
            @Override
            public void resync() {
                looks.incrementAndGet();
            }
        };

        new JosdkControllers(client, List.of(counting, order(), counting)).lookAgain();

        Eventually.until("looked", () -> looks.get() == 2);
    }

    @Test
    void canBeStoppedThoughTheyNeverStarted() {
        assertThatCode(() -> new JosdkControllers(client, List.of(order())).stop())
                .doesNotThrowAnyException();
    }
}
