package dev.probebypass.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the reconciler while this replica leads. Whatever stops it but us, it is started anew: the library would end the
 * process.
 */
final class LeaderWork implements Leadership.Role, AutoCloseable {

    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final Duration SYNC = Duration.ofSeconds(20);

    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("operator").factory(), new ThreadPoolExecutor.DiscardPolicy());
    private final KubernetesClient client;
    private final Supplier<WebhookReconciler> reconciler;
    private final Complaints complaints;
    private volatile boolean leading;
    private @Nullable Running running;

    private LeaderWork(KubernetesClient client, Supplier<WebhookReconciler> reconciler, Complaints complaints) {
        this.client = client;
        this.reconciler = reconciler;
        this.complaints = complaints;
    }

    private record Running(Operator operator, WebhookReconciler reconciler) {}

    /** One that does nothing yet. Its minutes are counted here, for the library's go by a clock that may be set back. */
    static LeaderWork of(KubernetesClient client, Supplier<WebhookReconciler> reconciler, Complaints complaints) {
        LeaderWork work = new LeaderWork(client, reconciler, complaints);
        var _ = work.thread.scheduleWithFixedDelay(work::lookAgain, 1, 1, TimeUnit.MINUTES);
        return work;
    }

    boolean leads() {
        return leading;
    }

    @Override
    public void begin() {
        thread.execute(() -> {
            leading = true;
            start();
        });
    }

    @Override
    public void end() {
        thread.execute(() -> {
            leading = false;
            stop();
        });
    }

    private void start() {
        if (!leading || running != null) {
            return;
        }
        WebhookReconciler made = reconciler.get();
        Operator operator = operator();
        try {
            operator.register(made);
            operator.start();
            running = new Running(operator, made);
            complaints.settle();
        } catch (RuntimeException problem) { // or nobody would start it again
            complaints.report(problem.getCause() == null ? problem : problem.getCause());
            startLater();
        }
    }

    private void lookAgain() {
        Running now = running;
        if (now != null) {
            now.reconciler().lookAgain();
        }
    }

    private Operator operator() {
        return new Operator(configuration -> configuration
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .checkingCRDAndValidateLocalModel(false)
                .withConcurrentReconciliationThreads(1)
                .withCacheSyncTimeout(SYNC)
                .withReconciliationTerminationTimeout(STOP)
                .withInformerStoppedHandler((_, problem) -> {
                    if (problem != null) {
                        thread.execute(() -> restart(problem));
                    }
                }));
    }

    private void restart(Throwable problem) {
        complaints.report(problem);
        startLater();
        stop();
    }

    private void startLater() {
        var _ = thread.schedule(this::start, AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void stop() {
        Running last = running;
        running = null;
        if (last != null) {
            last.operator().stop();
        }
    }

    @Override
    public void close() {
        end();
        thread.shutdown();
        try {
            thread.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
        }
    }
}
