package dev.probebypass.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.mesh.IstioSight;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What objects that somebody wrote down say of Istio. In namespaces that are not the mesh's they say nothing. */
final class IstioObjects {

    private final List<String> meshNamespaces;
    private final Map<String, IstioSight> revisions = new HashMap<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<String, String> serviceTags = new HashMap<>();
    private final Map<String, String> webhookTags = new HashMap<>();

    IstioObjects(List<String> meshNamespaces) {
        this.meshNamespaces = meshNamespaces;
    }

    void add(JsonNode object) {
        int place =
                meshNamespaces.indexOf(object.path("metadata").path("namespace").asText());
        switch (object.path("kind").asText()) {
            case "MutatingWebhookConfiguration" -> tag(object, webhookTags);
            case "Service" -> {
                if (place >= 0) {
                    tag(object, serviceTags);
                }
            }
            case "ConfigMap" -> {
                if (place >= 0) {
                    ObjectReader.revision(object).ifPresent(revision -> add(revision, place));
                }
            }
            default -> {}
        }
    }

    private static void tag(JsonNode object, Map<String, String> tags) {
        ObjectReader.tag(object).ifPresent(tag -> tags.put(tag.name(), tag.revision()));
    }

    /** Of two namespaces that have the same revision the first counts. */
    private void add(ObjectReader.Revision revision, int place) {
        if (place <= places.getOrDefault(revision.name(), place)) {
            places.put(revision.name(), place);
            revision.values().ifPresent(values -> revisions.put(revision.name(), new IstioSight.Current(values)));
        }
    }

    /**
     * All of it together.
     *
     * @param others what holds for a revision that no object shows
     */
    IstioInstallations installations(IstioSight others) {
        Map<String, String> tags = new HashMap<>(serviceTags);
        tags.putAll(webhookTags);
        return new IstioInstallations(revisions, tags, others);
    }
}
