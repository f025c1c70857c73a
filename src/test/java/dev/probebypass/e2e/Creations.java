package dev.probebypass.e2e;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
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
 * @param missed those that were stored without the annotation, in the order in which they were
 */
record Creations(int made, List<Missed> missed) {

    static final int CREATORS = 4;

    private static final int AFTERWARDS = 10;
    private static final Path TABLE = Path.of("target", "reliability-cluster.md");

    /**
     * A pod without the annotation.
     *
     * @param at when it was stored, by a clock that only goes ahead
     * @param isAfterwards whether its creation began when the change was over
     */
    record Missed(String name, long at, boolean isAfterwards) {}

    private record Creation(Pod pod, long at, boolean isAfterwards) {

        boolean isMissed() {
            return !pod.getMetadata().getAnnotations().containsKey(Target.RECORD);
        }

        Missed missed() {
            return new Missed(pod.getMetadata().getName(), at, isAfterwards);
        }
    }

    Creations {
        missed = List.copyOf(missed);
    }

    /** Creates several at a time from before the change until it is over, and some more. */
    static Creations during(Runnable change, TestNamespace namespace) {
        AtomicInteger numbers = new AtomicInteger();
        Queue<Creation> made = new ConcurrentLinkedQueue<>();
        made.add(create(namespace, numbers.incrementAndGet(), false));
        try (ExecutorService creators = Executors.newFixedThreadPool(CREATORS + 1)) {
            // Not in the common pool: the client needs that, and on two cores it has one thread.
            CompletableFuture<Void> changed = CompletableFuture.runAsync(change, creators);
            List<Future<?>> all = IntStream.range(0, CREATORS)
                    .<Future<?>>mapToObj(creator -> creators.submit(() -> {
                        for (int after = 0; after < AFTERWARDS; after += changed.isDone() ? 1 : 0) {
                            made.add(create(namespace, numbers.incrementAndGet(), changed.isDone()));
                        }
                    }))
                    .toList();
            all.forEach(Creations::end);
            changed.join();
        }
        return new Creations(
                made.size(),
                made.stream().filter(Creation::isMissed).map(Creation::missed).toList());
    }

    /** Prints them, and adds them as a row to target/reliability-cluster.md. */
    Creations of(String change) {
        System.out.printf("%s: pods created %d missed %d within %s%n", change, made, missed.size(), within());
        try {
            Files.writeString(
                    TABLE,
                    "| %s | %d | %d | %s |%n".formatted(change, made, missed.size(), within()),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Those whose creation began when the change was over. */
    List<Missed> missedAfterwards() {
        return missed.stream().filter(Missed::isAfterwards).toList();
    }

    /** From the first that was missed until the last. */
    private String within() {
        return missed.isEmpty()
                ? ""
                : "%.1f s"
                        .formatted(Duration.ofNanos(missed.getLast().at()
                                                - missed.getFirst().at())
                                        .toMillis()
                                / 1000.0);
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

    private static Creation create(TestNamespace namespace, int number, boolean isAfterwards) {
        Pod pod = namespace.create(new PodBuilder(Target.called("held-back-" + number)
                        .serving(Handler.HTTP, 9001)
                        .probed(Kind.READINESS, Handler.HTTP, 9001)
                        .pod(namespace.name()))
                .editSpec()
                .addNewSchedulingGate("cluster-tier.test/held-back")
                .endSpec()
                .build());
        return new Creation(pod, System.nanoTime(), isAfterwards);
    }
}
