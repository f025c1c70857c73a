package dev.probebypass.server;

import dev.probebypass.admission.Deadline;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * The body of one request, in one buffer that grows with what has come in: who announces much and sends little holds little.
 * Its bytes count as in flight until it is closed.
 */
final class RequestBody implements AutoCloseable {

    private final int maxBytes;
    private final AdmissionBudget budget;
    private byte[] bytes = {};
    private int length;

    RequestBody(int maxBytes, AdmissionBudget budget) {
        this.maxBytes = maxBytes;
        this.budget = budget;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /**
     * Reads the body, while there is time and room.
     *
     * @return why it could not be read; empty when it is here
     */
    Optional<Refusal> readFrom(Request request, Deadline deadline) throws InterruptedException {
        long announced = request.getLength();
        if (announced > maxBytes) {
            return Optional.of(Refusal.TOO_LARGE);
        }
        int most = announced < 0 ? maxBytes : (int) announced;
        int beginning = Math.min(AdmissionBudget.BEGINNING, most);
        if (!budget.tryHoldBeginning(beginning)) {
            return Optional.of(Refusal.OVERLOAD);
        }
        bytes = new byte[beginning];
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                if (!awaitMore(request, deadline)) {
                    return Optional.of(Refusal.TOO_SLOW);
                }
            } else if (Content.Chunk.isFailure(chunk)) {
                return Optional.of(Refusal.CUT_OFF);
            } else {
                Optional<Refusal> refusal = append(chunk, most);
                if (refusal.isPresent() || chunk.isLast()) {
                    return refusal;
                }
            }
        }
    }

    @Override
    public void close() {
        budget.free(bytes.length);
        bytes = new byte[0];
    }

    private static boolean awaitMore(Request request, Deadline deadline) throws InterruptedException {
        CountDownLatch more = new CountDownLatch(1);
        request.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, more::countDown));
        return more.await(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
    }

    private Optional<Refusal> append(Content.Chunk chunk, int most) {
        try {
            int size = chunk.remaining();
            if (size > most - length) {
                return Optional.of(Refusal.TOO_LARGE);
            }
            if (!makeRoom(length + size, most)) {
                return Optional.of(Refusal.OVERLOAD);
            }
            chunk.getByteBuffer().get(bytes, length, size);
            length += size;
            return Optional.empty();
        } finally {
            chunk.release();
        }
    }

    /** The buffer grows to twice its size, or to what has come in, but not beyond what is announced. */
    private boolean makeRoom(int needed, int most) {
        if (needed <= bytes.length) {
            return true;
        }
        int capacity = Math.min(most, Math.max(needed, 2 * bytes.length));
        if (!budget.tryHoldMore(capacity - bytes.length)) {
            return false;
        }
        bytes = budget.grow(bytes, capacity);
        return true;
    }
}
