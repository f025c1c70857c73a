package dev.probebypass.mesh.istio;

import dev.probebypass.mesh.Injectors;
import dev.probebypass.mesh.Interest;
import dev.probebypass.mesh.Mesh;
import dev.probebypass.mesh.MeshListener;
import dev.probebypass.mesh.MeshSetting;
import dev.probebypass.mesh.MeshSettings;
import dev.probebypass.mesh.MeshStore;
import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.ObjectStore;
import dev.probebypass.objects.StoreBudget;
import dev.probebypass.objects.WatchedKind;
import dev.probebypass.pod.Container;
import dev.probebypass.routes.RouteSource;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Istio with sidecars, and what is Istio's data plane under another name, such as Alibaba Cloud ASM. */
public record Istio() implements Mesh {

    private static final Injectors INJECTORS = new IstioInjectors();

    private static final Set<String> OWN_CONTAINERS =
            Set.of(IstioAttachment.PROXY, IstioRedirect.INIT_CONTAINER, "istio-validation", "enable-core-dump");

    /** What the agent writes to {@code OUTPUT_CERTS}, but for the key, whose name others use too, and what istiod gives to namespaces. */
    private static final Set<String> CERTIFICATES = Set.of("cert-chain.pem", "root-cert.pem");

    private static final Interest INTEREST = new Interest(
            List.of(
                    "sidecar.istio.io/",
                    "traffic.sidecar.istio.io/",
                    "status.sidecar.istio.io/",
                    "inject.istio.io/",
                    "proxy.istio.io/"),
            Stream.concat(
                            Stream.of(
                                    List.of("data", "values"),
                                    List.of("webhooks", "clientConfig", "service", "namespace")),
                            IstioPolicyStore.FIELDS.stream())
                    .toList(),
            List.of(WatchedKind.MUTATING_WEBHOOK_CONFIGURATIONS),
            IstioPolicyStore.POLICIES);

    @Override
    public String name() {
        return "istio";
    }

    @Override
    public String displayName() {
        return "Istio";
    }

    @Override
    public String apiGroup() {
        return "istio.io";
    }

    @Override
    public List<String> namespaces() {
        return List.of("istio-system");
    }

    @Override
    public List<MeshSetting> settings() {
        return IstioSettings.ALL;
    }

    @Override
    public String settingsTitle() {
        return "Istio's values, where its ConfigMap can't be seen (Alibaba Cloud ASM)";
    }

    @Override
    public String assumption() {
        return "it is assumed that Istio does not rewrite probes, captures every port and excludes none; the --istio-… settings"
                + " change that. Istio's own default is to rewrite probes: --istio-rewrite-probes=true shows that";
    }

    @Override
    public List<String> annotations() {
        return IstioAnnotations.KNOWN;
    }

    @Override
    public List<String> labels() {
        return List.of(IstioSelection.INJECT, IstioSelection.REVISION);
    }

    @Override
    public String configMapOf(String configuration) {
        return InjectorConfigMap.nameOf(configuration);
    }

    @Override
    public Optional<String> problem(ClusterObject configMap) {
        return InjectorConfigMap.problem(configMap.json());
    }

    @Override
    public String describe(String configuration) {
        return IstioRevision.describe(configuration);
    }

    @Override
    public Injectors injectors() {
        return INJECTORS;
    }

    @Override
    public boolean owns(Container container) {
        return container.name().filter(OWN_CONTAINERS::contains).isPresent();
    }

    @Override
    public boolean hasCertificate(String name) {
        return CERTIFICATES.contains(name);
    }

    @Override
    public Interest interest() {
        return INTEREST;
    }

    @Override
    public List<ObjectStore<RouteSource>> routeStores(StoreBudget budget) {
        return List.of(ServiceEntries.store(budget), SidecarIngress.store(budget));
    }

    @Override
    public MeshStore store(MeshSettings settings, StoreBudget budget, MeshListener listener, InstantSource clock) {
        return IstioConfigStore.of(this, settings, new IstioPolicyStore(settings, budget), listener, clock);
    }
}
