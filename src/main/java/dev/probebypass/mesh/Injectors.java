package dev.probebypass.mesh;

import dev.probebypass.objects.ClusterObject;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** What is known of a mesh's sidecar injectors: their webhooks, whom they take, and what they do to a pod. */
public interface Injectors {

    /** Whether an entry of a webhook configuration of that name is an injector's. */
    boolean isInjector(String webhookConfiguration, String entry);

    /** The name of the mesh's configuration by which an injector works, by the labels of its webhook configuration. */
    String configurationOf(Map<String, String> labels);

    /**
     * Who uses each configuration.
     *
     * @param injectors the labels of the injectors' webhook configurations
     * @param namespaces the labels of the Namespaces that count, by their names
     */
    InjectorUsers users(Collection<Map<String, String>> injectors, Map<String, Map<String, String>> namespaces);

    /** What makes a pod of a check one of the mesh. */
    TrialPod trialPod();

    /** What an injector did to a pod that had asked for nothing, empty if none has been there. */
    Optional<Injection> injection(ClusterObject pod);
}
