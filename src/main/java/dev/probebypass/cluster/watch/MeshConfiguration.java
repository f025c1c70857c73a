package dev.probebypass.cluster.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.cluster.IstioInstallations;
import dev.probebypass.cluster.ObjectReader;
import dev.probebypass.cluster.ObjectReader.Tag;
import dev.probebypass.mesh.IstioSight;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What is known of Istio's installations, put together from the objects that say a part of it each: ConfigMaps their values,
 * Services and webhook configurations the names of revisions and tags.
 */
final class MeshConfiguration {

    private final List<String> meshNamespaces;
    private final IstioSight others;
    private final RevisionStore revisions;
    private final NamedRevisions names;
    private final SortedMap<ObjectKey, Tag> serviceTags = new TreeMap<>();
    private final SortedMap<ObjectKey, Tag> webhookTags = new TreeMap<>();
    private final Consumer<Set<ObjectKey>> wanted;
    private volatile IstioInstallations installations;

    /**
     * Nothing known yet.
     *
     * @param meshNamespaces of two that have the same revision the first counts
     * @param others what holds for a revision that can't be seen
     * @param wanted is told which ConfigMaps to follow, whenever that may have changed
     */
    MeshConfiguration(
            List<String> meshNamespaces, IstioSight others, RevisionStore revisions, Consumer<Set<ObjectKey>> wanted) {
        this.meshNamespaces = meshNamespaces;
        this.others = others;
        this.revisions = revisions;
        this.names = new NamedRevisions(meshNamespaces);
        this.wanted = wanted;
        installations = new IstioInstallations(Map.of(), Map.of(), others);
    }

    IstioInstallations installations() {
        return installations;
    }

    /** How long what is held of each revision has been out of date. */
    synchronized Map<String, Duration> staleness() {
        Map<String, Duration> staleness = new TreeMap<>();
        meshNamespaces.reversed().forEach(namespace -> staleness.putAll(revisions.staleness(namespace)));
        return staleness;
    }

    /** Has the ConfigMaps followed that are wanted from the beginning. */
    synchronized void begin() {
        wanted.accept(names.wanted());
    }

    /** Says again what is wrong with ConfigMaps, if that is due. */
    synchronized void remind() {
        revisions.remind();
    }

    /** Takes the injectors' ConfigMaps. */
    Shelf configMaps() {
        return shelf(
                (key, object) -> ObjectReader.revision(object)
                        .filter(_ -> names.wanted().contains(key))
                        .ifPresent(revision -> revisions.read(key, revision.reading())),
                key -> revisions.gone(key, names.named()));
    }

    /** Takes the webhook configurations that name a revision. These are what injects, so their tags are believed first. */
    Shelf webhooks() {
        return shelf(
                (key, object) -> {
                    change(webhookTags, key, ObjectReader.tag(object));
                    names.webhook(key, object);
                },
                key -> {
                    webhookTags.remove(key);
                    names.forgetWebhook(key);
                });
    }

    /** Takes the Services of the mesh's namespaces: some stand for a tag, and each istiod has one that names its revision. */
    Shelf services() {
        return shelf(
                (key, object) -> {
                    change(serviceTags, key, ObjectReader.tag(object));
                    names.service(key, object);
                },
                key -> {
                    serviceTags.remove(key);
                    names.forgetService(key);
                });
    }

    private interface Put {
        void put(ObjectKey key, JsonNode object);
    }

    private Shelf shelf(Put put, Consumer<ObjectKey> remove) {
        return new Shelf() {
            @Override
            public void put(ObjectKey key, JsonNode object) {
                change(() -> put.put(key, object));
            }

            @Override
            public void remove(ObjectKey key) {
                change(() -> remove.accept(key));
            }
        };
    }

    private synchronized void change(Runnable change) {
        change.run();
        revisions.keepOnly(names.wanted(), names.named());
        IstioInstallations next = assemble();
        if (!next.equals(installations)) {
            installations = next;
        }
        wanted.accept(names.wanted());
    }

    private static void change(Map<ObjectKey, Tag> tags, ObjectKey key, Optional<Tag> tag) {
        tag.ifPresentOrElse(known -> tags.put(key, known), () -> tags.remove(key));
    }

    private IstioInstallations assemble() {
        Map<String, IstioSight> sights = new HashMap<>();
        meshNamespaces.reversed().forEach(namespace -> sights.putAll(revisions.sights(namespace)));
        Map<String, String> tags = new HashMap<>();
        serviceTags.values().forEach(tag -> tags.put(tag.name(), tag.revision()));
        webhookTags.values().forEach(tag -> tags.put(tag.name(), tag.revision()));
        return new IstioInstallations(sights, tags, others);
    }
}
