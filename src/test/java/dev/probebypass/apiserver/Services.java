package dev.probebypass.apiserver;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;

/** Services that select pods by their label {@code app}. */
final class Services {

    static final String LABEL = "app";

    private Services() {}

    /** A Service without a selector. */
    static ServiceBuilder selectingNothing(String namespace, String name, IntOrString targetPort) {
        return new ServiceBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .addNewPort()
                .withPort(80)
                .withTargetPort(targetPort)
                .endPort()
                .endSpec();
    }

    /** A Service that routes to the pods labelled with its own name. */
    static Service of(String namespace, String name, IntOrString targetPort) {
        return selectingNothing(namespace, name, targetPort)
                .editSpec()
                .addToSelector(LABEL, name)
                .endSpec()
                .build();
    }

    /** The same pod, labelled so that the Service of that name selects it. */
    static Pod selected(Pod pod, String service) {
        return new PodBuilder(pod)
                .editMetadata()
                .addToLabels(LABEL, service)
                .endMetadata()
                .build();
    }
}
