package dev.probebypass.admission;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.probebypass.bypass.Plan;
import dev.probebypass.patch.JsonPatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

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

    private static final JsonFactory JSON = new JsonFactory();

    private ReviewWriter() {}

    /** The answer that leaves the object as it came and says nothing. */
    static byte[] allow(String uid) {
        return write(uid, json -> {});
    }

    /** The answer that carries out a plan. */
    static byte[] allow(String uid, Plan plan, JsonPatch patch) {
        // Written before the envelope: a second generator beside an open one would find no buffer to reuse.
        byte[] patchBytes = patch.isEmpty() ? new byte[0] : bytes(patch);
        return write(uid, json -> {
            if (patchBytes.length > 0) {
                json.writeStringField("patchType", "JSONPatch");
                json.writeBinaryField("patch", patchBytes);
            }
            if (!plan.warnings().isEmpty()) {
                json.writeArrayFieldStart("warnings");
                for (String warning : plan.warnings()) {
                    json.writeString(warning);
                }
                json.writeEndArray();
            }
            json.writeObjectFieldStart("auditAnnotations");
            json.writeStringField(DECISION, plan.summary());
            json.writeEndObject();
        });
    }

    private static byte[] bytes(JsonPatch patch) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
            patch.write(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    @FunctionalInterface
    private interface ResponseFields {
        void write(JsonGenerator json) throws IOException;
    }

    private static byte[] write(String uid, ResponseFields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringField("apiVersion", ReviewReader.API_VERSION);
            json.writeStringField("kind", ReviewReader.KIND);
            json.writeObjectFieldStart("response");
            json.writeStringField("uid", uid);
            json.writeBooleanField("allowed", true);
            fields.write(json);
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
