package dev.probebypass.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.processing.Controller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The controllers of the leader's tasks, run by the Java Operator SDK: one for each task that is a reconciler. */
final class JosdkControllers implements LeaderControllers.Controllers {

    private static final Logger LOG = LoggerFactory.getLogger(JosdkControllers.class);

    private static final Duration STOP = Duration.ofSeconds(5);
    private static final Duration SYNC = Duration.ofSeconds(20);

    private final KubernetesClient client;
    private final List<LeaderTask> tasks;
    private final List<Controller<?>> controllers = new ArrayList<>();
    private @Nullable Operator operator;

    JosdkControllers(KubernetesClient client, List<LeaderTask> tasks) {
        this.client = client;
        this.tasks = List.copyOf(tasks);
    }

    @Override
    public void start(Consumer<Throwable> stopped) {
        Operator made = new Operator(configuration -> configuration
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .checkingCRDAndValidateLocalModel(false)
                .withConcurrentReconciliationThreads(1)
                .withCacheSyncTimeout(SYNC)
                .withReconciliationTerminationTimeout(STOP)
                .withInformerStoppedHandler((_, problem) -> {
                    if (problem != null) {
                        stopped.accept(problem);
                    }
                }));
        operator = made;
        for (LeaderTask task : tasks) {
            if (task instanceof Reconciler<?> reconciler
                    && made.register(reconciler) instanceof Controller<?> controller) {
                controllers.add(controller);
            }
        }
        made.start();
    }

    @Override
    public void lookAgain() {
        Thread.ofVirtual().name("operator-pass").start(() -> tasks.forEach(LeaderTask::resync));
    }

    /**
     * An operator that could not start leaves alone the informers of what it reconciles, which would watch for ever; each controller
     * stops its own before it asks for threads to stop the others.
     */
    @Override
    public void stop() {
        for (Controller<?> controller : controllers) {
            try {
                controller.stop();
            } catch (
                    RejectedExecutionException neverStarted) { // its threads are gone, and what they would have stopped
                LOG.debug("the operator had not started", neverStarted);
            }
        }
        Operator last = operator;
        if (last != null) {
            last.stop();
        }
    }
}
