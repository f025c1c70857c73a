package dev.probebypass.apiserver;

import io.fabric8.kubernetes.api.Pluralize;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** Asks the API server whether it would take manifests, without a field that it does not know. */
record StrictDryRun(ControlPlane controlPlane) {

    /** What it says of those that it would not take. */
    List<String> refusals(String manifests) {
        List<String> refusals = new ArrayList<>();
        for (Object document : new Yaml().loadAll(manifests)) {
            if (document instanceof Map<?, ?> object) {
                RawApi.Reply reply = controlPlane
                        .api()
                        .post(collection(object) + "?dryRun=All&fieldValidation=Strict", Json.of(object));
                // What is there already is no matter of fields.
                if (reply.status() >= 400 && reply.status() != 409) {
                    refusals.add(object.get("kind") + ": "
                            + reply.body().path("message").asText());
                }
            }
        }
        return refusals;
    }

    private static String collection(Map<?, ?> object) {
        String version = String.valueOf(object.get("apiVersion"));
        String plural = Pluralize.toPlural(String.valueOf(object.get("kind")).toLowerCase(Locale.ROOT));
        Object namespace = object.get("metadata") instanceof Map<?, ?> metadata ? metadata.get("namespace") : null;
        return (version.contains("/") ? "/apis/" : "/api/")
                + version
                + (namespace == null ? "/" : "/namespaces/" + namespace + "/")
                + plural;
    }
}
