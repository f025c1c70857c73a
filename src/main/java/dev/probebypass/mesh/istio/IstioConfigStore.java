package dev.probebypass.mesh.istio;

import dev.probebypass.mesh.Mesh;
import dev.probebypass.mesh.MeshListener;
import dev.probebypass.mesh.MeshPolicies;
import dev.probebypass.mesh.MeshSettings;
import dev.probebypass.mesh.MeshStore;
import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.ObjectKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A store of what is known of Istio's installations, put together from the objects that say a part of it each: ConfigMaps
 * their values, Services and webhook configurations the names of revisions and tags. Services and ConfigMaps outside the
 * mesh's namespaces are anybody's and say nothing.
 */
final class IstioConfigStore implements MeshStore {

    private final Mesh mesh;
    private final List<String> namespaces;
    private final IstioSight others;
    private final RevisionStore revisions;
    private final IstioPolicyStore policies;
    private final NamedRevisions names;
    private final SortedMap<ObjectKey, RevisionTag> serviceTags = new TreeMap<>();
    private final SortedMap<ObjectKey, RevisionTag> webhookTags = new TreeMap<>();
    private volatile IstioConfiguration configuration;

    private IstioConfigStore(Mesh mesh, MeshSettings settings, RevisionStore revisions, IstioPolicyStore policies) {
        this.mesh = mesh;
        this.namespaces = settings.namespaces();
        this.others = IstioSight.otherwise(settings);
        this.revisions = revisions;
        this.policies = policies;
        this.names = new NamedRevisions(namespaces);
        configuration = new IstioConfiguration(mesh, Map.of(), Map.of(), others);
    }

    /** A store that knows nothing but the settings. */
    static IstioConfigStore of(
            Mesh mesh, MeshSettings settings, IstioPolicyStore policies, MeshListener listener, InstantSource clock) {
        return new IstioConfigStore(mesh, settings, new RevisionStore(listener, clock), policies);
    }

    @Override
    public Mesh mesh() {
        return mesh;
    }

    @Override
    public IstioConfiguration configuration() {
        return configuration;
    }

    @Override
    public synchronized Map<String, Duration> staleness() {
        Map<String, Duration> staleness = new TreeMap<>();
        namespaces.reversed().forEach(namespace -> staleness.putAll(revisions.staleness(namespace)));
        return staleness;
    }

    @Override
    public synchronized Set<ObjectKey> configMaps() {
        return names.wanted();
    }

    @Override
    public synchronized void remind() {
        revisions.remind();
    }

    @Override
    public void heardAll(String kind) {
        policies.heardAll(kind);
    }

    @Override
    public void ended(String kind) {
        policies.ended(kind);
    }

    @Override
    public boolean isForgotten(String kind, Optional<String> namespace) {
        return policies.isForgotten(kind, namespace);
    }

    @Override
    public MeshPolicies policies(String namespace) {
        return policies.in(namespace);
    }

    @Override
    public boolean apply(ClusterObject object) {
        policies.apply(object);
        return change(object.kind(), object.key(), () -> read(object));
    }

    @Override
    public boolean remove(String kind, ObjectKey key) {
        policies.remove(kind, key);
        return change(kind, key, () -> forget(kind, key));
    }

    /** Labels and ConfigMaps outside the mesh's namespaces are anybody's. */
    private boolean change(String kind, ObjectKey key, Runnable change) {
        boolean isOfMesh = switch (kind) {
            case ClusterObject.SERVICE, ClusterObject.CONFIG_MAP ->
                key.namespace().filter(namespaces::contains).isPresent();
            case ClusterObject.MUTATING_WEBHOOK_CONFIGURATION -> true;
            default -> false;
        };
        if (isOfMesh) {
            synchronized (this) {
                change.run();
                update();
            }
        }
        return isOfMesh;
    }

    private void read(ClusterObject object) {
        switch (object.kind()) {
            case ClusterObject.SERVICE -> {
                set(serviceTags, object.key(), RevisionTag.of(object));
                names.service(object);
            }
            case ClusterObject.CONFIG_MAP -> {
                if (InjectorConfigMap.revisionOf(object.key().name()).isPresent()) {
                    revisions.read(object.key(), InjectorConfigMap.read(object.json()));
                }
            }
            default -> { // a webhook configuration: it injects, so its tags are believed before those of Services
                set(webhookTags, object.key(), RevisionTag.of(object));
                names.webhook(object);
            }
        }
    }

    private void forget(String kind, ObjectKey key) {
        switch (kind) {
            case ClusterObject.SERVICE -> {
                serviceTags.remove(key);
                names.removeService(key);
            }
            case ClusterObject.CONFIG_MAP -> revisions.gone(key, names.named());
            default -> {
                webhookTags.remove(key);
                names.removeWebhook(key);
            }
        }
    }

    private void update() {
        revisions.forgetAllBut(names.named());
        IstioConfiguration next = assemble();
        if (!next.equals(configuration)) {
            configuration = next;
        }
    }

    private static void set(Map<ObjectKey, RevisionTag> tags, ObjectKey key, Optional<RevisionTag> tag) {
        tag.ifPresentOrElse(known -> tags.put(key, known), () -> tags.remove(key));
    }

    /** Of two namespaces that have the same revision the first counts. */
    private IstioConfiguration assemble() {
        Map<String, IstioSight> sights = new HashMap<>();
        namespaces.reversed().forEach(namespace -> sights.putAll(revisions.sights(namespace)));
        Map<String, String> tags = new HashMap<>();
        serviceTags.values().forEach(tag -> tags.put(tag.name(), tag.revision()));
        webhookTags.values().forEach(tag -> tags.put(tag.name(), tag.revision()));
        return new IstioConfiguration(mesh, sights, tags, others);
    }
}
