package dev.probebypass.apiserver;

import io.fabric8.kubernetes.api.model.PodBuilder;

/** A pod the API server accepts, to build upon. */
final class SamplePod {

    private SamplePod() {}

    static PodBuilder named(String namespace, String name) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("app")
                .withImage("example.test/app:1")
                .endContainer()
                .endSpec();
    }
}
