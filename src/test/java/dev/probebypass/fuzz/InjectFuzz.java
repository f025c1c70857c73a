package dev.probebypass.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.inject.Injected;
import dev.probebypass.inject.Injection;
import dev.probebypass.inject.ManifestInjector;
import dev.probebypass.manifests.ManifestText;
import dev.probebypass.manifests.Manifests;
import dev.probebypass.manifests.PodSource;
import dev.probebypass.manifests.UnreadableInputException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Manifests that can be read can be given annotations, and say the same otherwise. */
public final class InjectFuzz {

    private static final String KEY = "x.dev/ports";

    private InjectFuzz() {}

    public static void fuzzerTestOneInput(byte[] text) {
        try {
            List<ManifestText> texts = read(text);
            List<Injection> injections = Manifests.in(texts, "default").pods().stream()
                    .filter(InjectFuzz::takesAnnotations)
                    .map(pod -> new Injection(pod.origin(), Map.of(KEY, Optional.of("8081"))))
                    .toList();
            Injected injected = ManifestInjector.inject(texts, injections);
            List<JsonNode> documents = read(injected.text().getBytes(StandardCharsets.UTF_8))
                    .getFirst()
                    .documents();
            assertThat(documents).hasSameSizeAs(texts.getFirst().documents());
            if (injected.notes().stream().noneMatch(note -> note.contains("left as it is"))) {
                assertThat(injections)
                        .allSatisfy(injection ->
                                assertThat(annotation(documents, injection)).isEqualTo("8081"));
            }
        } catch (UnreadableInputException unreadable) {
            assertThat(unreadable.problems()).isNotEmpty();
        }
    }

    private static String annotation(List<JsonNode> documents, Injection injection) {
        return documents
                .get(injection.origin().document() - 1)
                .at(injection.origin().object())
                .at(injection.origin().template())
                .path("metadata")
                .path("annotations")
                .path(KEY)
                .asText();
    }

    /** Others are never patched. */
    private static boolean takesAnnotations(PodSource pod) {
        JsonNode metadata = pod.pod().path("metadata");
        JsonNode annotations = metadata.path("annotations");
        return metadata.isObject() && (annotations.isObject() || annotations.isNull() || annotations.isMissingNode());
    }

    private static List<ManifestText> read(byte[] text) throws UnreadableInputException {
        return ManifestText.read(List.of("-"), new ByteArrayInputStream(text));
    }
}
