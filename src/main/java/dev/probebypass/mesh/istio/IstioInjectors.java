package dev.probebypass.mesh.istio;

import dev.probebypass.mesh.Injection;
import dev.probebypass.mesh.InjectorUsers;
import dev.probebypass.mesh.Injectors;
import dev.probebypass.mesh.TrialPod;
import dev.probebypass.objects.ClusterObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Istio's sidecar injectors: one for each revision, and one more webhook configuration for each revision tag. */
final class IstioInjectors implements Injectors {

    /** The beginnings of the names of their webhook configurations. */
    private static final List<String> CONFIGURATIONS = List.of("istio-sidecar-injector", "istio-revision-tag-");

    /** What all of Istio's entries end in, whatever their configuration is called. */
    private static final String ENTRY = "sidecar-injector.istio.io";

    private static final TrialPod TRIAL_POD = new TrialPod(
            Map.of(IstioSelection.INJECT, "true"),
            Map.of(IstioAttachment.REWRITE, "false", IstioRedirect.INCLUDE_INBOUND, IstioValues.ALL_PORTS),
            IstioRedirect.EXCLUDE_INBOUND);

    @Override
    public boolean isInjector(String webhookConfiguration, String entry) {
        return entry.endsWith(ENTRY) || CONFIGURATIONS.stream().anyMatch(webhookConfiguration::startsWith);
    }

    @Override
    public String configurationOf(Map<String, String> labels) {
        return labels.getOrDefault(IstioSelection.REVISION, IstioConfiguration.DEFAULT);
    }

    @Override
    public InjectorUsers users(Collection<Map<String, String>> injectors, Map<String, Map<String, String>> namespaces) {
        return InjectorRevisions.of(injectors, namespaces);
    }

    @Override
    public TrialPod trialPod() {
        return TRIAL_POD;
    }

    @Override
    public Optional<Injection> injection(ClusterObject pod) {
        return IstioInjection.of(pod.json()).map(injection -> injection);
    }
}
