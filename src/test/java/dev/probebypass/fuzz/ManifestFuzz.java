package dev.probebypass.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.manifests.Manifests;
import dev.probebypass.manifests.UnreadableInputException;
import java.io.ByteArrayInputStream;
import java.util.List;

/** Any text is read as manifests in YAML or JSON that are not much larger than it is, or it is said in short lines why not. */
public final class ManifestFuzz {

    /** Values that aliases of YAML may add. */
    private static final int GROWTH = 100_000;

    private static final int LONGEST_PROBLEM = 1024;

    private ManifestFuzz() {}

    public static void fuzzerTestOneInput(byte[] text) {
        try {
            Manifests manifests = Manifests.read(List.of("-"), new ByteArrayInputStream(text), "default");
            assertThat(manifests.objects().stream()
                            .mapToLong(ManifestFuzz::values)
                            .sum())
                    .isLessThanOrEqualTo((long) documents(text) * (text.length + GROWTH));
            assertThat(manifests.pods())
                    .allSatisfy(pod -> assertThat(pod.kind()).isNotEmpty());
        } catch (UnreadableInputException unreadable) {
            assertThat(unreadable.problems())
                    .isNotEmpty()
                    .allSatisfy(problem -> assertThat(problem).isNotBlank().hasSizeLessThanOrEqualTo(LONGEST_PROBLEM));
        }
    }

    private static int documents(byte[] text) {
        return 1 + text.length / 3;
    }

    private static long values(JsonNode node) {
        long values = 1;
        for (JsonNode child : node) {
            values += values(child);
        }
        return values;
    }
}
