package dev.probebypass.admission;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.probebypass.admission.ReviewFields.Extent;
import dev.probebypass.meshes.Meshes;
import dev.probebypass.pod.BoundedParser;
import dev.probebypass.pod.LocalPortSearch;
import java.io.IOException;

/**
 * Reads an AdmissionReview: at once as a rule, and again where something in it is too long or too much for that.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#request">Webhook
 *     requests</a>
 */
final class ReviewReader {

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

    private ReviewReader() {}

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

    static Review read(byte[] body, int length) throws MalformedReviewException {
        try {
            Review review = read(body, length, Extent.POD);
            return mayForward(review, body, length) ? read(body, length, Extent.POD_WITH_LOCAL_PORTS) : review;
        } catch (BoundedParser.TooManyTokens oversized) {
            return readWithoutPod(body, length);
        }
    }

    /** Whether a container may forward connections to another one's port: few do, so their texts are read for these alone. */
    private static boolean mayForward(Review review, byte[] body, int length) {
        return review.pod().isPresent()
                && review.pod().get().runsSeveralContainers(Meshes::own)
                && LocalPortSearch.mayFind(body, length);
    }

    /** Reads it again, for its uid may follow the pod. */
    private static Review readWithoutPod(byte[] body, int length) throws MalformedReviewException {
        try {
            return read(body, length, Extent.NAME).oversized();
        } catch (BoundedParser.TooManyTokens impossible) {
            throw new IllegalStateException("nothing was to be kept", impossible);
        }
    }

    private static Review read(byte[] body, int length, Extent extent)
            throws MalformedReviewException, BoundedParser.TooManyTokens {
        try {
            return read(JSON, body, length, extent);
        } catch (StreamConstraintsException tooLong) {
            return readWithLongNames(body, length, extent);
        }
    }

    private static Review readWithLongNames(byte[] body, int length, Extent extent)
            throws MalformedReviewException, BoundedParser.TooManyTokens {
        try {
            return read(JSON_WITH_LONG_NAMES, body, length, extent);
        } catch (StreamConstraintsException tooDeep) {
            throw invalid(tooDeep);
        }
    }

    private static Review read(JsonFactory factory, byte[] body, int length, Extent extent)
            throws MalformedReviewException, BoundedParser.TooManyTokens, StreamConstraintsException {
        try (JsonParser json = factory.createParser(body, 0, length)) {
            return new ReviewFields(json, extent).read();
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
        return MalformedReviewException.quoting("The body is not valid JSON: %s.", invalid.getOriginalMessage());
    }
}
