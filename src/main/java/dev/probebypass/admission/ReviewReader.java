package dev.probebypass.admission;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.probebypass.meshes.Meshes;
import dev.probebypass.pod.BoundedParser;
import dev.probebypass.pod.JsonFields;
import dev.probebypass.pod.Pod;
import dev.probebypass.pod.PodReader;
import dev.probebypass.text.OutsideText;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads an AdmissionReview.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#request">Webhook
 *     requests</a>
 */
final class ReviewReader {

    static final String API_VERSION = "admission.k8s.io/v1";
    static final String KIND = "AdmissionReview";

    /** What is shown of a text that is not what it should be. */
    private static final int LONGEST_SHOWN = 200;

    /** What stands for a value that is no text. */
    private static final Optional<String> NO_NAMESPACE = Optional.of("?");

    /** Deeper than any pod can be, and shallow enough for any stack. */
    private static final int NESTING = 500;

    /** A pod of 5,000 containers with all their ports has fewer; at some 50 bytes each they still fit into a small heap. */
    static final int MOST_TOKENS_OF_A_POD = 400_000;

    /**
     * Bytes of the longest names of fields that are kept for the next review: parsers share a table of some thousand names, and
     * what is in it stays. The longest key of a label or an annotation has 317.
     */
    private static final int LONGEST_KEPT_NAME = 512;

    private static final JsonFactory JSON = factory(LONGEST_KEPT_NAME).build();

    /** Slower, and keeps no names. */
    private static final JsonFactory JSON_WITH_LONG_NAMES = factory(Integer.MAX_VALUE)
            .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, false)
            .build();

    private final JsonParser json;
    private final boolean readsPods;

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

    /** A valid document is never refused for the length of a text or a number; the body's own limit bounds them. */
    private static JsonFactoryBuilder factory(int longestName) {
        return new JsonFactoryBuilder()
                .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(NESTING)
                        .maxNameLength(longestName)
                        .maxNumberLength(Integer.MAX_VALUE)
                        .maxStringLength(Integer.MAX_VALUE)
                        .build());
    }

    private ReviewReader(JsonParser json, boolean readsPods) {
        this.json = json;
        this.readsPods = readsPods;
    }

    static Review read(byte[] body, int length) throws MalformedReviewException {
        try {
            return read(body, length, true);
        } catch (BoundedParser.TooManyTokens oversized) {
            return readWithoutPod(body, length);
        }
    }

    /** Reads it again, for its uid may follow the pod. */
    private static Review readWithoutPod(byte[] body, int length) throws MalformedReviewException {
        try {
            return read(body, length, false).oversized();
        } catch (BoundedParser.TooManyTokens impossible) {
            throw new IllegalStateException("nothing was to be kept", impossible);
        }
    }

    private static Review read(byte[] body, int length, boolean readsPods)
            throws MalformedReviewException, BoundedParser.TooManyTokens {
        try {
            return read(JSON, body, length, readsPods);
        } catch (StreamConstraintsException tooLong) {
            return readWithLongNames(body, length, readsPods);
        }
    }

    private static Review readWithLongNames(byte[] body, int length, boolean readsPods)
            throws MalformedReviewException, BoundedParser.TooManyTokens {
        try {
            return read(JSON_WITH_LONG_NAMES, body, length, readsPods);
        } catch (StreamConstraintsException tooDeep) {
            throw invalid(tooDeep);
        }
    }

    private static Review read(JsonFactory factory, byte[] body, int length, boolean readsPods)
            throws MalformedReviewException, BoundedParser.TooManyTokens, StreamConstraintsException {
        try (JsonParser json = factory.createParser(body, 0, length)) {
            return new ReviewReader(json, readsPods).parse();
        } catch (StreamConstraintsException limit) {
            throw limit;
        } catch (BoundedParser.TooManyTokens oversized) {
            throw oversized;
        } catch (JsonProcessingException invalid) {
            throw invalid(invalid);
        } catch (IOException invalid) {
            throw new MalformedReviewException("The body is not valid JSON in UTF-8.");
        }
    }

    private static MalformedReviewException invalid(JsonProcessingException invalid) {
        return new MalformedReviewException("The body is not valid JSON: " + shown(invalid.getOriginalMessage()) + ".");
    }

    private Review parse() throws IOException, MalformedReviewException {
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
            throw new MalformedReviewException(
                    "The body is not an AdmissionReview: its kind is \"" + shown(kind) + "\".");
        }
        if (!apiVersion.equals(API_VERSION)) {
            throw new MalformedReviewException("AdmissionReview of version \"" + shown(apiVersion)
                    + "\" is not known: set admissionReviewVersions to v1.");
        }
        if (!hasRequest || uid.isEmpty()) {
            throw new MalformedReviewException("The AdmissionReview has no request with a uid.");
        }
        if (!RequestNames.isUid(uid)) {
            throw new MalformedReviewException("The request has a uid \"" + shown(uid)
                    + "\" that is none: 1 to 128 printable characters of ASCII.");
        }
        if (namespace.isPresent() && !RequestNames.isNamespace(namespace.get())) {
            throw new MalformedReviewException("The request has a namespace \"" + shown(namespace.get())
                    + "\" that is none: a label of DNS, of at most 63 characters.");
        }
    }

    private static String shown(String text) {
        return OutsideText.escape(text, LONGEST_SHOWN);
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
                if (readsPods) {
                    object = PodReader.read(new BoundedParser(json, MOST_TOKENS_OF_A_POD), Meshes::reads);
                } else {
                    JsonFields.each(json, this::nameOfObject);
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
