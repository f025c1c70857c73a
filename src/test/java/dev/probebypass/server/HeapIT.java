package dev.probebypass.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The product with the heap of the image's small profile, which ends when its heap is full, and the largest bodies there are. */
final class HeapIT {

    private static final int LARGEST = 7 << 20;
    private static final int CALLERS = 12;
    private static final int ROUNDS = 3;

    /** The connection was closed while the body was still being sent, so that the answer was lost. */
    private static final int REFUSED_EARLY = 0;

    private static final byte[] USUAL = review("\"metadata\": {}, \"spec\": {\"containers\": [{\"name\": \"app\"}]}");

    private final Map<String, byte[]> bodies = new TreeMap<>();
    private final SmallProduct product;

    HeapIT(@TempDir Path scratch) throws IOException {
        product = SmallProduct.withoutACluster(scratch);
        bodies.put("a usual pod", USUAL);
        bodies.put("containers", review("\"spec\": {\"containers\": [" + repeated("{},") + "{}]}"));
        bodies.put(
                "ports",
                review("\"spec\": {\"containers\": [{\"ports\": [" + repeated("{\"containerPort\":1},") + "{}]}]}"));
        bodies.put("one long name", review("\"metadata\": {\"name\": \"" + repeated("n") + "\"}"));
        bodies.put(
                "one long name that is not Latin", review("\"metadata\": {\"name\": \"" + repeated("\u4e2d") + "\"}"));
        bodies.put(
                "one long annotation",
                review("\"metadata\": {\"annotations\": {\"probe-bypass.dev/mode\": \"" + repeated("a") + "\"}}"));
        bodies.put(
                "one that is skipped", review("\"metadata\": {\"annotations\": {\"x\": \"" + repeated("a") + "\"}}"));
        bodies.put("labels", review("\"metadata\": {\"labels\": {" + numbered() + "\"z\": \"\"}}"));
        bodies.put("annotations", review("\"metadata\": {\"annotations\": {" + numbered() + "\"z\": \"\"}}"));
        bodies.put("skipped fields", review("\"status\": {" + numbered() + "\"z\": \"\"}"));
    }

    private static String repeated(String text) {
        return text.repeat((LARGEST - 4096) / text.getBytes(StandardCharsets.UTF_8).length);
    }

    private static String numbered() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < LARGEST - 4096; i++) {
            text.append('"').append(i).append("\":\"\",");
        }
        return text.toString();
    }

    private static byte[] review(String fields) {
        return """
                {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {"uid": "1", "namespace": "shop",
                 "operation": "CREATE", "resource": {"group": "", "version": "v1", "resource": "pods"}, "object": {%s}}}""".formatted(fields).getBytes(StandardCharsets.UTF_8);
    }

    @AfterEach
    void end() {
        product.close();
    }

    @Test
    void itsHeapHoldsWhateverIsSent() throws InterruptedException {
        Map<String, Map<Integer, Integer>> answers = new TreeMap<>();
        bodies.forEach((what, body) -> {
            answers.put(what, sendByMany(body));
            System.out.printf("7 MiB of %s, %d at a time: answers by status %s%n", what, CALLERS, answers.get(what));
        });

        assertThat(product.isAlive()).isTrue();
        assertThat(answers.values())
                .allSatisfy(statuses -> assertThat(statuses.keySet()).isSubsetOf(200, 503, REFUSED_EARLY));
        assertThat(answers.values()).allSatisfy(statuses -> assertThat(statuses).containsKey(200));
        assertThat(send(USUAL)).isEqualTo(200);
    }

    private Map<Integer, Integer> sendByMany(byte[] body) {
        Map<Integer, Integer> statuses = new TreeMap<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<CompletableFuture<List<Integer>>> all = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> Stream.generate(() -> send(body))
                                    .limit(ROUNDS)
                                    .toList(),
                            callers))
                    .limit(CALLERS)
                    .toList();
            all.forEach(caller -> caller.join().forEach(status -> statuses.merge(status, 1, Integer::sum)));
        }
        return statuses;
    }

    private int send(byte[] body) {
        return product.send(body).map(RawClient.Response::status).orElse(REFUSED_EARLY);
    }
}
