package dev.probebypass.admission;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.probebypass.meshes.Meshes;
import dev.probebypass.pod.BoundedParser;
import dev.probebypass.pod.JsonFields;
import dev.probebypass.pod.Pod;
import dev.probebypass.pod.PodReader;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of an AdmissionReview, as a parser brings them, in any order. */
final class ReviewFields {

    static final String API_VERSION = "admission.k8s.io/v1";
    static final String KIND = "AdmissionReview";

    /** What stands for a value that is no text. */
    private static final Optional<String> NO_NAMESPACE = Optional.of("?");

    private final JsonParser json;
    private final Extent extent;

    private String apiVersion = "";
    private String kind = "";
    private boolean hasRequest;
    private String uid = "";
    private Optional<String> namespace = Optional.empty();
    private Optional<String> name = Optional.empty();
    private String operation = "";
    private String subResource = "";
    private boolean concernsPods;
    private @Nullable Pod object;

    /** How much of a pod is read. */
    enum Extent {
        /** What it is called. */
        NAME,
        /** All that decisions read, but for the ports of this host that its containers name. */
        POD,
        /** All that decisions read. */
        POD_WITH_LOCAL_PORTS
    }

    ReviewFields(JsonParser json, Extent extent) {
        this.json = json;
        this.extent = extent;
    }

    /** The review that the parser, which has read nothing yet, holds. */
    Review read() throws IOException, MalformedReviewException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new MalformedReviewException("The body is not an AdmissionReview: it is no JSON object.");
        }
        JsonFields.each(json, this::reviewField);
        if (json.nextToken() != null) {
            throw new MalformedReviewException("The body is not valid JSON: something follows the AdmissionReview.");
        }
        check();
        boolean isPodCreation = concernsPods && operation.equals("CREATE") && subResource.isEmpty();
        Optional<Pod> pod = isPodCreation ? Optional.ofNullable(object) : Optional.empty();
        return new Review(uid, namespace, firstOf(pod.flatMap(Pod::name), name), pod, false);
    }

    private void check() throws MalformedReviewException {
        if (!kind.equals(KIND)) {
            throw MalformedReviewException.quoting("The body is not an AdmissionReview: its kind is \"%s\".", kind);
        }
        if (!apiVersion.equals(API_VERSION)) {
            throw MalformedReviewException.quoting(
                    "AdmissionReview of version \"%s\" is not known: set admissionReviewVersions to v1.", apiVersion);
        }
        if (!hasRequest || uid.isEmpty()) {
            throw new MalformedReviewException("The AdmissionReview has no request with a uid.");
        }
        if (!RequestNames.isUid(uid)) {
            throw MalformedReviewException.quoting(
                    "The request has a uid \"%s\" that is none: 1 to 128 printable characters of ASCII.", uid);
        }
        if (namespace.isPresent() && !RequestNames.isNamespace(namespace.get())) {
            throw MalformedReviewException.quoting(
                    "The request has a namespace \"%s\" that is none: a label of DNS, of at most 63 characters.",
                    namespace.get());
        }
    }

    private void reviewField(String field) throws IOException {
        switch (field) {
            case "apiVersion" -> apiVersion = JsonFields.text(json);
            case "kind" -> kind = JsonFields.text(json);
            case "request" -> {
                hasRequest = json.currentToken() == JsonToken.START_OBJECT;
                JsonFields.each(json, this::requestField);
            }
            default -> json.skipChildren();
        }
    }

    private void requestField(String field) throws IOException {
        switch (field) {
            case "uid" -> uid = JsonFields.uniqueText(json);
            case "namespace" -> namespace = namespace();
            case "operation" -> operation = JsonFields.text(json);
            case "subResource" -> subResource = JsonFields.text(json);
            case "resource" -> resource();
            case "object" -> {
                if (extent == Extent.NAME) {
                    JsonFields.each(json, this::nameOfObject);
                } else {
                    object = PodReader.read(
                            new BoundedParser(json, ReviewReader.MOST_TOKENS_OF_A_POD),
                            Meshes::reads,
                            extent == Extent.POD_WITH_LOCAL_PORTS);
                }
            }
            default -> json.skipChildren();
        }
    }

    /** Without one there is no field, or null. */
    private Optional<String> namespace() throws IOException {
        boolean canBeOne = json.currentToken() == JsonToken.VALUE_STRING || json.currentToken() == JsonToken.VALUE_NULL;
        Optional<String> text = JsonFields.name(json);
        return canBeOne ? text : NO_NAMESPACE;
    }

    private void nameOfObject(String field) throws IOException {
        if (field.equals("metadata")) {
            JsonFields.each(json, this::metadataField);
        } else {
            json.skipChildren();
        }
    }

    private void metadataField(String field) throws IOException {
        switch (field) {
            case "name" -> name = firstOf(JsonFields.name(json), name);
            case "generateName" -> {
                Optional<String> generated = JsonFields.name(json);
                name = firstOf(name, generated);
            }
            default -> json.skipChildren();
        }
    }

    /** Without a supplier, which {@link Optional#or} would have made for each review. */
    private static Optional<String> firstOf(Optional<String> first, Optional<String> second) {
        return first.isPresent() ? first : second;
    }

    private void resource() throws IOException {
        GroupResource resource = new GroupResource();
        JsonFields.each(json, field -> resource.field(json, field));
        concernsPods = resource.group.isEmpty() && resource.resource.equals("pods");
    }

    private static final class GroupResource {
        private String group = "";
        private String resource = "";

        private void field(JsonParser json, String field) throws IOException {
            switch (field) {
                case "group" -> group = JsonFields.text(json);
                case "resource" -> resource = JsonFields.text(json);
                default -> json.skipChildren();
            }
        }
    }
}
