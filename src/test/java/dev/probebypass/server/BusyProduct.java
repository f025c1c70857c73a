package dev.probebypass.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A small product in a cluster, which is sent reviews from its start to its end. */
final class BusyProduct implements AutoCloseable {

    private static final Pattern DECISION = Pattern.compile("8081=([a-z]+:[A-Z_]+)");
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(5);
    private static final int PAUSE = 20;
    private static final int UNANSWERED = 0;

    private final Map<Integer, Integer> answers = new TreeMap<>();
    private final SmallProduct product;
    private final Thread reviews;

    private BusyProduct(SmallProduct product) {
        this.product = product;
        this.reviews = Thread.ofPlatform().daemon().start(this::sendReviews);
    }

    static BusyProduct in(LargeApiServer cluster, Path scratch) throws IOException {
        return new BusyProduct(SmallProduct.in(cluster, scratch));
    }

    private void sendReviews() {
        while (!Thread.currentThread().isInterrupted() && product.isAlive()) {
            int status;
            try {
                status = product.send(review("shop"))
                        .map(RawClient.Response::status)
                        .orElse(UNANSWERED);
            } catch (UncheckedIOException ended) {
                status = UNANSWERED;
            }
            synchronized (answers) {
                answers.merge(status, 1, Integer::sum);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] review(String namespace) {
        return """
                {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {"uid": "1", "namespace": "%s",
                 "operation": "CREATE", "resource": {"group": "", "version": "v1", "resource": "pods"}, "object": {
                  "metadata": {"labels": {"a": "999"}, "annotations": {"probe-bypass.dev/mesh": "istio"}}, "spec": {"containers":
                  [{"name": "app", "readinessProbe": {"httpGet": {"port": 8081}}}]}}}}""".formatted(namespace).getBytes(StandardCharsets.UTF_8);
    }

    /** What becomes of port 8081 of a pod in that namespace, such as {@code bypass:NO_SERVICE}. */
    String decision(String namespace) {
        String body =
                product.send(review(namespace)).map(RawClient.Response::body).orElse("no answer");
        Matcher decision = DECISION.matcher(body);
        return decision.find() ? decision.group(1) : body;
    }

    /** A page of the management port, or why there is none. */
    String get(String path) {
        return product.get(path);
    }

    void awaitReady() {
        await("/readyz", "ok");
    }

    void await(String path, String text) {
        await(path + " says " + text, () -> get(path).contains(text));
    }

    void awaitDecision(String namespace, String decision) {
        await(decision + " in " + namespace, () -> decision(namespace).equals(decision));
    }

    private void await(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + PATIENCE;
        while (!holds.getAsBoolean()) {
            if (!product.isAlive() || System.nanoTime() > end) {
                throw new AssertionError("not so: %s%n%s".formatted(what, log()));
            }
            pause();
        }
    }

    boolean isAlive() {
        return product.isAlive();
    }

    /** What it has logged so far. */
    String log() {
        return product.log();
    }

    /** How many reviews were answered with each status so far; 0 is none. */
    Map<Integer, Integer> answers() {
        synchronized (answers) {
            return new TreeMap<>(answers);
        }
    }

    @Override
    public void close() {
        reviews.interrupt();
        product.close();
    }
}
