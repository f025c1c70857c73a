package dev.probebypass.operator;

import dev.probebypass.telemetry.Telemetry;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A poll of the order of webhooks, every minute, for replicas that have their certificates from files, of which none leads. It has
 * the same {@link WebhookOrderReconciler} as the leader and no watch: an informer, and what starts it again, would be more code
 * and more memory in every replica, for what is told once and may be a minute late.
 */
public final class WebhookOrderPoll implements AutoCloseable {

    private final ScheduledExecutorService thread;
    private final OperatorClient client;
    private final WebhookOrderReconciler order;

    private WebhookOrderPoll(ScheduledExecutorService thread, OperatorClient client, WebhookOrderReconciler order) {
        this.thread = thread;
        this.client = client;
        this.order = order;
    }

    /**
     * Begins, and returns at once.
     *
     * @param view whose client stays the caller's
     * @param webhookConfiguration ours
     */
    public static WebhookOrderPoll start(ClusterView view, String webhookConfiguration, Telemetry telemetry) {
        OperatorClient client = new KubernetesOperatorClient(view.client());
        OngoingFailure failures = new OngoingFailure(
                telemetry,
                "the order of webhooks can't be told in an Event",
                "the order of webhooks can be told again");
        WebhookOrderReconciler order =
                new WebhookOrderReconciler(client, webhookConfiguration, view.injectors(), Clock.systemUTC(), failures);
        telemetry.operator().showOrder(order::isRight);
        ScheduledExecutorService thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("order-watch").factory());
        return start(thread, client, order);
    }

    /** Begins on a thread that is closed with it. */
    static WebhookOrderPoll start(
            ScheduledExecutorService thread, OperatorClient client, WebhookOrderReconciler order) {
        WebhookOrderPoll poll = new WebhookOrderPoll(thread, client, order);
        var _ = thread.scheduleWithFixedDelay(poll::look, 0, 60, TimeUnit.SECONDS);
        return poll;
    }

    private void look() {
        try {
            order.look(client.webhookConfigurations());
        } catch (KubernetesClientException unknown) { // those who watch the same objects say so
            return;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
