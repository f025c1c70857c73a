package dev.probebypass.e2e;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Pods that were created while something happened, really, but held back from the scheduler.
 *
 * @param made how many
 * @param missed those that were stored without the annotation
 */
record Creations(int made, List<String> missed) {

    private static final int CREATORS = 4;
    private static final int AFTERWARDS = 10;

    Creations {
        missed = List.copyOf(missed);
    }

    /** Creates several at a time from before the change until it is over, and some more. */
    static Creations during(Runnable change, TestNamespace namespace) {
        AtomicInteger numbers = new AtomicInteger();
        Queue<Pod> made = new ConcurrentLinkedQueue<>();
        made.add(create(namespace, numbers.incrementAndGet()));
        CompletableFuture<Void> changed = CompletableFuture.runAsync(change);
        try (ExecutorService creators = Executors.newFixedThreadPool(CREATORS)) {
            List<Future<?>> all = IntStream.range(0, CREATORS)
                    .<Future<?>>mapToObj(creator -> creators.submit(() -> {
                        for (int after = 0; after < AFTERWARDS; after += changed.isDone() ? 1 : 0) {
                            made.add(create(namespace, numbers.incrementAndGet()));
                        }
                    }))
                    .toList();
            all.forEach(Creations::end);
        }
        changed.join();
        return new Creations(
                made.size(),
                made.stream()
                        .filter(pod -> !pod.getMetadata().getAnnotations().containsKey(Target.RECORD))
                        .map(pod -> pod.getMetadata().getName())
                        .toList());
    }

    private static void end(Future<?> creator) {
        try {
            creator.get();
        } catch (ExecutionException e) {
            throw new AssertionError("a pod could not be created", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Pod create(TestNamespace namespace, int number) {
        return namespace.create(new PodBuilder(Target.called("held-back-" + number)
                        .serving(Handler.HTTP, 9001)
                        .probed(Kind.READINESS, Handler.HTTP, 9001)
                        .pod(namespace.name()))
                .editSpec()
                .addNewSchedulingGate("cluster-tier.test/held-back")
                .endSpec()
                .build());
    }
}
