package dev.probebypass.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.testing.Eventually;
import io.fabric8.kubernetes.api.model.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The product under a name that Istio's injector comes before. */
@ExtendWith(SharedControlPlane.class)
final class CallOrderIT {

    private static final String ORDER_OK = "probe_bypass_webhook_order_ok";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ControlPlane controlPlane;
    private final ManagedInstallation installation;
    private final WebhookConfigurations webhooks;
    private final RecordingWebhook injector = RecordingWebhook.start(Injector::patch);

    CallOrderIT(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
        this.installation = ManagedInstallation.called("zzz-probe-bypass", controlPlane);
        this.webhooks = new WebhookConfigurations(controlPlane);
    }

    @AfterEach
    void uninstall() {
        List.of("by-plugin", "by-init").forEach(revision -> IstioConfiguration.remove(controlPlane, revision));
        webhooks.close();
        installation.close();
        injector.close();
    }

    @Test
    void anInjectorThatIsCalledBeforeUsIsToldInAnEventAMetricAndOneLine() {
        Product product = installation.start();
        assertThat(product.metric(ORDER_OK)).isEqualTo(1);

        Registration early = Registration.of(Injector.NAME, injector);
        webhooks.apply(early.onlyIn("nowhere"));
        Eventually.holds("the order is to be found wrong", LIMIT, () -> product.metric(ORDER_OK) == 0);
        List<Event> events = controlPlane.client().v1().events().inNamespace("default").list().getItems().stream()
                .filter(event -> event.getInvolvedObject().getName().equals(installation.configurationName()))
                .toList();

        String problem = "%s is called before %s".formatted(Injector.NAME, installation.configurationName());
        assertThat(events).hasSize(1);
        assertThat(events.getFirst().getType()).isEqualTo("Warning");
        assertThat(events.getFirst().getMessage()).startsWith(problem);
        assertThat(product.log().lines().filter(line -> line.contains(problem)))
                .singleElement()
                .asString()
                .contains("--webhook-configuration");

        webhooks.delete(early);
        installation.corrupt("\"Cg==\"");
        Eventually.holds("the order is to be right again", LIMIT, () -> product.metric(ORDER_OK) == 1);
    }

    @Test
    void anInjectorThatLeavesTheRedirectionToThePluginIsInTimeAfterUsOrBefore() {
        IstioConfiguration.revision(controlPlane, "by-plugin", true);
        IstioConfiguration.revision(controlPlane, "by-init", false);
        Product product = installation.start();
        Eventually.holds(
                "both revisions are to be seen",
                LIMIT,
                () -> product.metric("probe_bypass_mesh_configuration_stale_seconds{revision=\"by-plugin\"}") == 0
                        && product.metric("probe_bypass_mesh_configuration_stale_seconds{revision=\"by-init\"}") == 0);

        Registration inTime =
                Registration.of(Injector.NAME + "-by-plugin", injector).labelled("istio.io/rev", "by-plugin");
        webhooks.apply(inTime.onlyIn("nowhere"));
        Registration late =
                Registration.of(Injector.NAME + "-by-init", injector).labelled("istio.io/rev", "by-init");
        webhooks.apply(late.onlyIn("nowhere"));
        Eventually.holds("one is too early", LIMIT, () -> product.metric(ORDER_OK) == 0);

        assertThat(product.log())
                .contains("%s-by-init is called before".formatted(Injector.NAME))
                .doesNotContain("%s-by-plugin is called before".formatted(Injector.NAME));
        webhooks.delete(late);
        installation.corrupt("\"Cg==\"");
        Eventually.holds("the other is in time", LIMIT, () -> product.metric(ORDER_OK) == 1);
    }

    @Test
    void itIsToldWithCertificatesFromElsewhereToo() {
        Registration early = Registration.of(Injector.NAME, injector);
        webhooks.apply(early.onlyIn("nowhere"));
        List<String> words = new ArrayList<>(ProductCommand.in(controlPlane).words());
        words.add("--webhook-configuration=" + installation.configurationName());

        try (Product product = Product.launch(words, controlPlane.authority(), controlPlane)) {
            Eventually.holds("the order is to be found wrong", LIMIT, () -> product.metric(ORDER_OK) == 0);

            assertThat(product.log())
                    .contains("%s is called before %s".formatted(Injector.NAME, installation.configurationName()));
        }
    }
}
