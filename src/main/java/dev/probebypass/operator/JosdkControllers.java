package dev.probebypass.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.processing.Controller;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reconciler, run by the Java Operator SDK. */
final class JosdkControllers implements LeaderControllers.Controllers {

    private static final Logger LOG = LoggerFactory.getLogger(JosdkControllers.class);

    private static final Duration STOP = Duration.ofSeconds(5);
    private static final Duration SYNC = Duration.ofSeconds(20);

    private final KubernetesClient client;
    private final WebhookReconciler reconciler;
    private final FormerLease former;
    private @Nullable Operator operator;
    private Optional<Controller<?>> controller = Optional.empty();

    JosdkControllers(KubernetesClient client, WebhookReconciler reconciler, FormerLease former) {
        this.client = client;
        this.reconciler = reconciler;
        this.former = former;
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
        controller = made.register(reconciler) instanceof Controller<?> registered
                ? Optional.of(registered)
                : Optional.empty();
        made.start();
    }

    @Override
    public void lookAgain() {
        Thread.ofVirtual().name("operator-pass").start(() -> {
            reconciler.pass();
            former.clean();
        });
    }

    /**
     * An operator that could not start leaves alone the informer of what it reconciles, which would watch for ever; the controller
     * stops that one before it asks for threads to stop the others.
     */
    @Override
    public void stop() {
        try {
            controller.ifPresent(Controller::stop);
        } catch (
                RejectedExecutionException
                        neverStarted) { // its threads are gone already, and so is what they would have stopped
            LOG.debug("the operator had not started", neverStarted);
        }
        Operator last = operator;
        if (last != null) {
            last.stop();
        }
    }
}
