package dev.probebypass.e2e;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Pods that were created while something happened, really, but held back from the scheduler.
 *
 * @param made how many
 * @param missed those that were stored without the annotation
 */
record Creations(int made, List<String> missed) {

    private static final int AFTERWARDS = 20;

    Creations {
        missed = List.copyOf(missed);
    }

    /** Creates one after another from before the change until it is over, and some more. */
    static Creations during(Runnable change, TestNamespace namespace, KubernetesClient client) {
        List<Pod> made = new ArrayList<>();
        made.add(create(namespace, client, 0));
        CompletableFuture<Void> changed = CompletableFuture.runAsync(change);
        while (!changed.isDone()) {
            made.add(create(namespace, client, made.size()));
        }
        changed.join();
        for (int i = 0; i < AFTERWARDS; i++) {
            made.add(create(namespace, client, made.size()));
        }
        return new Creations(
                made.size(),
                made.stream()
                        .filter(pod -> !pod.getMetadata().getAnnotations().containsKey(Target.RECORD))
                        .map(pod -> pod.getMetadata().getName())
                        .toList());
    }

    private static Pod create(TestNamespace namespace, KubernetesClient client, int number) {
        Pod pod = namespace.create(new PodBuilder(Target.called("held-back-" + number)
                        .serving(Handler.HTTP, 9001)
                        .probed(Kind.READINESS, Handler.HTTP, 9001)
                        .pod(namespace.name()))
                .editSpec()
                .addNewSchedulingGate("cluster-tier.test/held-back")
                .endSpec()
                .build());
        client.resource(pod).delete();
        return pod;
    }
}
