package dev.probebypass.operator;

import dev.probebypass.telemetry.Telemetry;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Looks at the order of calls every minute, where certificates come from elsewhere and there is nothing else to keep up. */
public final class WebhookOrderPoll implements AutoCloseable {

    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("order-watch").factory());
    private final KubernetesClient client;
    private final String webhookConfiguration;
    private final WebhookOrderReconciler order;

    private WebhookOrderPoll(ClusterView view, String webhookConfiguration, Telemetry telemetry) {
        this.client = view.client();
        this.webhookConfiguration = webhookConfiguration;
        this.order = new WebhookOrderReconciler(
                event -> client.resource(event).create(),
                Clock.systemUTC(),
                new FailureLog(
                        telemetry,
                        "the order of webhooks can't be told in an Event",
                        "the order of webhooks can be told again"),
                view.injectors());
    }

    /**
     * Begins, and returns at once.
     *
     * @param view whose client stays the caller's
     * @param webhookConfiguration ours
     */
    public static WebhookOrderPoll start(ClusterView view, String webhookConfiguration, Telemetry telemetry) {
        WebhookOrderPoll watch = new WebhookOrderPoll(view, webhookConfiguration, telemetry);
        telemetry.showOrder(watch.order::isRight);
        var _ = watch.thread.scheduleWithFixedDelay(watch::look, 0, 60, TimeUnit.SECONDS);
        return watch;
    }

    private void look() {
        try {
            List<MutatingWebhookConfiguration> all = client.admissionRegistration()
                    .v1()
                    .mutatingWebhookConfigurations()
                    .list()
                    .getItems();
            all.stream()
                    .filter(each -> each.getMetadata().getName().equals(webhookConfiguration))
                    .forEach(ours -> order.look(ours, all));
        } catch (KubernetesClientException unknown) { // those who watch the same objects say so
            return;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
