package dev.probebypass.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probebypass.pod.Pod;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewReaderTest {

    private static final String HEAD = "\"apiVersion\": \"admission.k8s.io/v1\", \"kind\": \"AdmissionReview\"";
    private static final String PODS = "\"resource\": {\"group\": \"\", \"version\": \"v1\", \"resource\": \"pods\"}";
    private static final String OBJECT = "\"object\": {\"metadata\": {\"name\": \"checkout\"}}";

    @Test
    void readsAPodThatIsToBeCreated() throws MalformedReviewException {
        Review review = read(
                review("\"uid\": \"1\", \"namespace\": \"shop\", \"operation\": \"CREATE\", " + PODS + ", " + OBJECT));

        assertThat(review.uid()).isEqualTo("1");
        assertThat(review.namespace()).contains("shop");
        assertThat(review.pod()).flatMap(Pod::name).contains("checkout");
    }

    @Test
    void readsTheFieldsInAnyOrder() throws MalformedReviewException {
        Review review = read("{\"request\": {" + OBJECT + ", " + PODS + ", \"operation\": \"CREATE\", \"uid\": \"1\"}, "
                + HEAD + ", \"response\": null}");

        assertThat(review.pod()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"operation\": \"UPDATE\", " + PODS,
                "\"operation\": \"DELETE\", " + PODS,
                "\"operation\": \"CREATE\", \"subResource\": \"eviction\", " + PODS,
                "\"operation\": \"CREATE\", \"resource\": {\"group\": \"apps\", \"resource\": \"pods\"}",
                "\"operation\": \"CREATE\", \"resource\": {\"group\": \"\", \"resource\": \"services\"}",
                "\"operation\": \"CREATE\", \"resource\": null",
                "\"operation\": \"CREATE\", \"resource\": \"pods\"",
                "\"operation\": 1, " + PODS
            })
    void readsNoPodFromARequestAboutAnythingElse(String request) throws MalformedReviewException {
        Review review = read(review("\"uid\": \"1\", " + OBJECT + ", " + request));

        assertThat(review.uid()).isEqualTo("1");
        assertThat(review.pod()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "\"pod\"", "7", "{\"spec\": 7}"})
    void readsAnOddObjectAsAPod(String object) throws MalformedReviewException {
        Review review = read(review("\"uid\": \"1\", \"operation\": \"CREATE\", " + PODS + ", \"object\": " + object));

        assertThat(review.pod()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 511, 513, 5_000, 1_000_000})
    void readsNamesOfFieldsOfAnyLength(int length) throws MalformedReviewException {
        String key = "k".repeat(length - 1) + "\u00e9";
        String pod = "\"object\": {\"metadata\": {\"labels\": {\"app\": \"web\", \"" + key + "\": \"v\"}}}";

        Review review = read(review("\"uid\": \"1\", \"operation\": \"CREATE\", " + PODS + ", " + pod));

        assertThat(review.pod().orElseThrow().labels())
                .containsEntry("app", "web")
                .containsEntry(key, "v");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:3000", "\\u006cocalhost:3000"})
    void readsThePortsOfThisHostThatContainersName(String text) throws MalformedReviewException {
        assertThat(localPorts(text, "{\"name\": \"app\"}")).containsExactly(3000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"name\": \"istio-proxy\"}"})
    void readsNoneOfAContainerThatHasNoOtherBesideIt(String other) throws MalformedReviewException {
        assertThat(localPorts("localhost:3000", other)).isEmpty();
    }

    private static List<Integer> localPorts(String text, String other) throws MalformedReviewException {
        String container = "{\"name\": \"proxy\", \"args\": [\"%s\"]}".formatted(text);
        String containers = other.isEmpty() ? container : container + ", " + other;
        String body =
                review("\"uid\": \"7\", \"operation\": \"CREATE\", %s, \"object\": {\"spec\": {\"containers\": [%s]}}"
                        .formatted(PODS, containers));
        return read(body).pod().orElseThrow().containers().getFirst().localPorts();
    }

    @Test
    void readsNoPodWhereThereIsNoObject() throws MalformedReviewException {
        assertThat(read(review("\"uid\": \"1\", \"operation\": \"CREATE\", " + PODS))
                        .pod())
                .isEmpty();
    }

    static Stream<Arguments> malformed() {
        String request = "\"request\": {\"uid\": \"1\"}";
        return Stream.of(
                Arguments.of("", "it is no JSON object"),
                Arguments.of("   ", "it is no JSON object"),
                Arguments.of("null", "it is no JSON object"),
                Arguments.of("[]", "it is no JSON object"),
                Arguments.of("\"AdmissionReview\"", "it is no JSON object"),
                Arguments.of("{", "not valid JSON"),
                Arguments.of("{}", "its kind is \"\""),
                Arguments.of("{" + HEAD + "}", "no request with a uid"),
                Arguments.of("{" + HEAD + ", \"request\": null}", "no request with a uid"),
                Arguments.of("{" + HEAD + ", \"request\": []}", "no request with a uid"),
                Arguments.of("{" + HEAD + ", \"request\": {\"uid\": 7}}", "no request with a uid"),
                Arguments.of("{" + HEAD + ", \"request\": {\"uid\": \"\"}}", "no request with a uid"),
                Arguments.of(review("\"uid\": \"é\""), "a uid \"é\" that is none"),
                Arguments.of(review("\"uid\": \"a\\nb\""), "a uid \"a\\nb\" that is none"),
                Arguments.of(review("\"uid\": \"" + "u".repeat(129) + "\""), "that is none"),
                Arguments.of(
                        review("\"uid\": \"1\", \"namespace\": \"../secrets\""),
                        "namespace \"../secrets\" that is none"),
                Arguments.of(review("\"uid\": \"1\", \"namespace\": \"x?watch=true\""), "that is none"),
                Arguments.of(review("\"uid\": \"1\", \"namespace\": \"Shop\""), "that is none"),
                Arguments.of(review("\"uid\": \"1\", \"namespace\": \"-a\""), "that is none"),
                Arguments.of(review("\"uid\": \"1\", \"namespace\": \"a-\""), "that is none"),
                Arguments.of(review("\"uid\": \"1\", \"namespace\": \"a.b\""), "that is none"),
                Arguments.of(review("\"uid\": \"1\", \"namespace\": \"中\""), "that is none"),
                Arguments.of(review("\"uid\": \"1\", \"namespace\": \"" + "n".repeat(64) + "\""), "that is none"),
                Arguments.of(review("\"uid\": \"1\", \"namespace\": 7"), "that is none"),
                Arguments.of(review("\"uid\": \"1\", \"namespace\": {}"), "that is none"),
                Arguments.of("{" + HEAD + ", " + request + "} {}", "something follows"),
                Arguments.of("{" + HEAD + ", " + request + "} x", "not valid JSON"),
                Arguments.of("{" + HEAD + ", " + request + ",}", "not valid JSON"),
                Arguments.of("{" + HEAD + ", " + request + ", 'a': 1}", "not valid JSON"),
                Arguments.of("{" + HEAD + ", " + request + ", \"a\": NaN}", "not valid JSON"),
                Arguments.of("{\"kind\": \"Pod\", " + request + "}", "its kind is \"Pod\""),
                Arguments.of(
                        "{\"kind\": \"AdmissionReview\", \"apiVersion\": \"admission.k8s.io/v1beta1\", " + request
                                + "}",
                        "admission.k8s.io/v1beta1"),
                Arguments.of("{\"kind\": \"AdmissionReview\", " + request + "}", "is not known"),
                Arguments.of(
                        "{" + HEAD + ", " + request + ", \"a\": " + "[".repeat(2000) + "]".repeat(2000) + "}",
                        "not valid JSON"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void refusesInOneShortSentenceWhatIsNoReview(String body, String sentence) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(MalformedReviewException.class)
                .hasMessageContaining(sentence)
                .message()
                .doesNotContain("\n", "com.fasterxml", "(byte[])")
                .hasSizeLessThan(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "0",
                "kube-system",
                "a--b",
                "123456789-123456789-123456789-123456789-123456789-123456789-123"
            })
    void readsTheNameOfANamespace(String namespace) throws MalformedReviewException {
        assertThat(read(review("\"uid\": \"1\", \"namespace\": \"" + namespace + "\""))
                        .namespace())
                .contains(namespace);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"uid\": \"1\"", "\"uid\": \"1\", \"namespace\": \"\"", "\"uid\": \"1\", \"namespace\": null"})
    void aReviewWithoutANamespaceIsOne(String request) throws MalformedReviewException {
        assertThat(read(review(request)).namespace()).isEmpty();
    }

    @Test
    void readsAUidOf128PrintableCharacters() throws MalformedReviewException {
        String uid = " ~" + "u".repeat(126);

        assertThat(read(review("\"uid\": \"" + uid + "\"")).uid()).isEqualTo(uid);
    }

    @Test
    void refusesBytesThatAreNoUtf8WhereverTheyStand() {
        byte[] body = review("\"uid\": \"1\", \"userInfo\": \"_\"").getBytes(StandardCharsets.UTF_8);
        body[body.length - 4] = (byte) 0xc0;

        assertThatThrownBy(() -> ReviewReader.read(body, body.length)).isInstanceOf(MalformedReviewException.class);
    }

    @Test
    void readsNothingBehindTheLength() throws MalformedReviewException {
        byte[] body = (review("\"uid\": \"1\"") + "garbage").getBytes(StandardCharsets.UTF_8);

        assertThat(ReviewReader.read(body, body.length - "garbage".length()).uid())
                .isEqualTo("1");
    }

    @Test
    void readsNumbersAndTextsOfAnyLength() throws MalformedReviewException {
        Review review = read(review("\"uid\": \"1\", \"options\": {\"n\": " + "9".repeat(5000) + ", \""
                + "k".repeat(100_000) + "\": 1.0e" + "9".repeat(1200) + "}"));

        assertThat(review.uid()).isEqualTo("1");
    }

    /** Whatever stands there is skipped as one value, or what follows would be read as the request's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"name\": \"huge\", \"generateName\": {\"uid\": \"2\"}",
                "\"generateName\": \"huge\", \"name\": \"\"",
                "\"generateName\": \"huger\", \"name\": \"huge\"",
            })
    void readsTheNameOfAPodThatIsTooLarge(String metadata) throws MalformedReviewException {
        String values = "0, ".repeat(ReviewReader.MOST_TOKENS_OF_A_POD) + "0";
        String pod = "\"object\": {\"metadata\": {" + metadata + "}, \"spec\": {\"containers\": [" + values + "]}}";

        Review review = read(review("\"uid\": \"1\", \"operation\": \"CREATE\", " + PODS + ", " + pod));

        assertThat(review).isEqualTo(new Review("1", Optional.empty(), Optional.of("huge"), Optional.empty(), true));
    }

    private static String review(String request) {
        return "{" + HEAD + ", \"request\": {" + request + "}}";
    }

    private static Review read(String body) throws MalformedReviewException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return ReviewReader.read(bytes, bytes.length);
    }
}
