package dev.probebypass.cluster.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.cluster.IstioInstallations;
import dev.probebypass.cluster.ObjectReader;
import dev.probebypass.cluster.ObjectReader.Revision;
import dev.probebypass.cluster.ObjectReader.Tag;
import dev.probebypass.mesh.IstioValues;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What is known of Istio's installations, put together from the objects that say a part of it each. */
final class MeshConfiguration {

    private static final String REVISION = "istio.io/rev";

    private final Map<ObjectKey, Revision> revisions = new HashMap<>();
    private final SortedMap<String, Tag> serviceTags = new TreeMap<>();
    private final SortedMap<String, Tag> webhookTags = new TreeMap<>();
    private final Optional<IstioValues> settings;
    private volatile IstioInstallations installations;

    MeshConfiguration(Optional<IstioValues> settings) {
        this.settings = settings;
        installations = new IstioInstallations(Map.of(), Map.of(), settings);
    }

    IstioInstallations installations() {
        return installations;
    }

    /** Takes the injectors' ConfigMaps. */
    Shelf configMaps() {
        return new Shelf() {
            @Override
            public void put(ObjectKey key, JsonNode object) {
                Revision revision = ObjectReader.revision(object)
                        .orElseThrow(() -> new IllegalArgumentException("key \"values\" is not a JSON object"));
                change(revisions, key, Optional.of(revision));
            }

            @Override
            public void remove(ObjectKey key) {
                change(revisions, key, Optional.empty());
            }
        };
    }

    /** Takes the webhook configurations that stand for a tag. These are what injects, so they are believed first. */
    Shelf webhooks() {
        return tags(webhookTags);
    }

    /**
     * Takes the Services of the mesh's namespace: some stand for a tag, and each istiod has one that names its revision.
     *
     * @param found is told each revision
     */
    Shelf services(Consumer<String> found) {
        Shelf tags = tags(serviceTags);
        return new Shelf() {
            @Override
            public void put(ObjectKey key, JsonNode object) {
                tags.put(key, object);
                String revision =
                        object.path("metadata").path("labels").path(REVISION).asText();
                if (!revision.isEmpty()) {
                    found.accept(revision);
                }
            }

            @Override
            public void remove(ObjectKey key) {
                tags.remove(key);
            }
        };
    }

    private Shelf tags(SortedMap<String, Tag> tags) {
        return new Shelf() {
            @Override
            public void put(ObjectKey key, JsonNode object) {
                change(tags, key.name(), ObjectReader.tag(object));
            }

            @Override
            public void remove(ObjectKey key) {
                change(tags, key.name(), Optional.empty());
            }
        };
    }

    private synchronized <K, V> void change(Map<K, V> part, K key, Optional<V> value) {
        V before = value.isPresent() ? part.put(key, value.get()) : part.remove(key);
        if (!Optional.ofNullable(before).equals(value)) {
            installations = assemble();
        }
    }

    private IstioInstallations assemble() {
        Map<String, IstioValues> values = new HashMap<>();
        revisions.values().forEach(revision -> values.put(revision.name(), revision.values()));
        Map<String, String> tags = new HashMap<>();
        serviceTags.values().forEach(tag -> tags.put(tag.name(), tag.revision()));
        webhookTags.values().forEach(tag -> tags.put(tag.name(), tag.revision()));
        return new IstioInstallations(values, tags, settings);
    }
}
