package dev.probebypass.operator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One thread, the test's own, and a clock that goes only when the test says so: what is due then runs, in its order. */
final class ManualScheduler extends AbstractExecutorService implements ScheduledExecutorService, InstantSource {

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::due).thenComparingInt(Task::number));
    private Instant now = Instant.EPOCH;
    private int numbers;
    private boolean isPassing;
    private boolean isShutDown;

    private final class Task extends FutureTask<@Nullable Void> implements ScheduledFuture<@Nullable Void> {

        private final Runnable what;
        private final long every;
        private final int number = numbers++;
        private Instant due;

        Task(Runnable what, Duration delay, long every) {
            super(what, null);
            this.what = what;
            this.every = every;
            this.due = now.plus(delay);
        }

        Instant due() {
            return due;
        }

        int number() {
            return number;
        }

        private void execute() {
            what.run();
            if (every > 0) {
                due = now.plusNanos(every);
                tasks.add(this);
            }
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(Duration.between(now, due));
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    /** Has the time pass. */
    void pass(Duration time) {
        Instant end = now.plus(time);
        isPassing = true;
        for (Task next = tasks.peek(); next != null && !next.due().isAfter(end); next = tasks.peek()) {
            tasks.remove(next);
            now = next.due();
            if (!next.isCancelled()) {
                next.execute();
            }
        }
        isPassing = false;
        now = end;
    }

    /** How many tasks wait that are done once. */
    long pending() {
        return tasks.stream()
                .filter(task -> task.every == 0 && !task.isCancelled())
                .count();
    }

    @Override
    public Instant instant() {
        return now;
    }

    private Task add(Runnable what, Duration delay, long every) {
        Task task = new Task(what, delay, every);
        tasks.add(task);
        return task;
    }

    @Override
    public void execute(Runnable what) {
        var _ = add(what, Duration.ZERO, 0);
        if (!isPassing) {
            pass(Duration.ZERO);
        }
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable what, long delay, TimeUnit unit) {
        return add(what, Duration.of(delay, unit.toChronoUnit()), 0);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable what, long first, long delay, TimeUnit unit) {
        return add(what, Duration.of(first, unit.toChronoUnit()), unit.toNanos(delay));
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable what, long first, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> what, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void shutdown() {
        isShutDown = true;
        tasks.clear();
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return isShutDown;
    }

    @Override
    public boolean isTerminated() {
        return isShutDown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}
