package dev.probebypass.apiserver;

import dev.probebypass.testing.Eventually;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Pods that are created by dry run in one namespace, again and again: what is said of them follows what the product learns by its watches. */
record Rehearsals(ControlPlane controlPlane, String namespace) {

    /** Kinds are looked for every 30 s. */
    private static final Duration LIMIT = Duration.ofSeconds(90);

    static Predicate<List<String>> says(String text) {
        return warnings -> warnings.stream().anyMatch(warning -> warning.contains(text));
    }

    /** Creates the pod by dry run until the warnings are as they should be. */
    void await(Pod pod, Predicate<List<String>> expected) {
        Eventually.get(
                "the warnings for %s are to change".formatted(pod.getMetadata().getName()),
                LIMIT,
                () -> Optional.of(warnings(pod)).filter(expected));
    }

    List<String> warnings(Pod pod) {
        return Installation.accepted(controlPlane.api().dryRunPod(pod)).warnings();
    }

    /** One that has its name as its label {@code app}. */
    Pod labelled(String name) {
        return new PodBuilder(Probed.pod(namespace, name))
                .editMetadata()
                .addToLabels("app", name)
                .endMetadata()
                .build();
    }

    /** One to whose probed port a Service leads, which is created. */
    Pod shared(String name) {
        controlPlane
                .client()
                .resource(Services.of(namespace, name, new IntOrString(8081)))
                .create();
        return Services.selected(Probed.pod(namespace, name), name);
    }

    static Pod named(Pod pod, String name) {
        return new PodBuilder(pod).editMetadata().withName(name).endMetadata().build();
    }
}
