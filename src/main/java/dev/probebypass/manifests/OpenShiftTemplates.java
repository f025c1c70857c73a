package dev.probebypass.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** OpenShift's Templates: lists of objects in which parameters may stand for values. */
final class OpenShiftTemplates {

    private static final String GROUP = "template.openshift.io";
    private static final String PARAMETER = "${";

    private final Set<String> withParameters = new TreeSet<>();

    static boolean isOne(ApiKind kind, JsonNode object) {
        return kind.kind().equals("Template")
                && (kind.isBuiltIn() || kind.group().equals(GROUP))
                && object.path("objects").isArray();
    }

    void add(Document document, JsonNode template) {
        if (!template.path("parameters").isEmpty() || hasParameter(template.path("objects"))) {
            withParameters.add(document.file());
        }
    }

    private static boolean hasParameter(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue().contains(PARAMETER);
        }
        for (JsonNode child : node) {
            if (hasParameter(child)) {
                return true;
            }
        }
        return false;
    }

    /** How to have the parameters replaced. */
    Optional<String> note() {
        return withParameters.stream()
                .findFirst()
                .map(file ->
                        "%s: a Template with parameters is explained as it stands; with their values: oc process -f … | probe-bypass explain -f -"
                                .formatted(file));
    }
}
