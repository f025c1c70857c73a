package dev.probebypass.admission;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.probebypass.patch.JsonPatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes the answer to a review. It always allows the pod.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#response">Webhook
 *     responses</a>
 */
final class ReviewWriter {

    /** The key of the audit annotation; the API server puts the webhook's name before it. */
    static final String DECISION = "decision";

    /** Reviews run on virtual threads, which would each make buffers of their own: so there is one pool for all. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
            .build();

    private ReviewWriter() {}

    /** The answer that leaves the object as it came and says nothing. */
    static byte[] allow(String uid) {
        return write(uid, json -> {});
    }

    /** The answer that carries out a plan. */
    static byte[] allow(String uid, Decision decision) {
        PodPatch patch = decision.patch();
        // Written before the envelope: a second generator beside an open one would find no buffer to reuse.
        byte[] patchBytes = patch.patch().isEmpty() ? new byte[0] : bytes(patch.patch());
        return write(uid, json -> {
            if (patchBytes.length > 0) {
                json.writeStringField("patchType", "JSONPatch");
                json.writeBinaryField("patch", patchBytes);
            }
            warnings(json, decision.warnings());
            if (!decision.plan().isProvisional()) {
                // The API server keeps the first text there is.
                json.writeObjectFieldStart("auditAnnotations");
                json.writeStringField(DECISION, wellFormed(decision.summary()));
                json.writeEndObject();
            }
        });
    }

    private static void warnings(JsonGenerator json, List<String> warnings) throws IOException {
        if (!warnings.isEmpty()) {
            json.writeArrayFieldStart("warnings");
            for (String warning : warnings) {
                json.writeString(wellFormed(warning));
            }
            json.writeEndArray();
        }
    }

    /** JSON may hold half a surrogate pair, as an escape; UTF-8 can't. */
    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            }
        }
        return text;
    }

    private static byte[] bytes(JsonPatch patch) {
        return write(patch::write);
    }

    @FunctionalInterface
    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    private static byte[] write(String uid, Content response) {
        return write(json -> {
            json.writeStartObject();
            json.writeStringField("apiVersion", ReviewFields.API_VERSION);
            json.writeStringField("kind", ReviewFields.KIND);
            json.writeObjectFieldStart("response");
            json.writeStringField("uid", wellFormed(uid));
            json.writeBooleanField("allowed", true);
            response.write(json);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static byte[] write(Content content) {
        BufferRecycler buffers = JSON._getBufferRecycler();
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(buffers)) {
            try (JsonGenerator json = JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
                content.write(json);
            }
            return bytes.getClearAndRelease();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            buffers.releaseToPool();
        }
    }
}
