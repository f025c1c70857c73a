package dev.probebypass.mesh.istio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.objects.ClusterObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionTagTest {

    @Test
    void readsATag() throws JsonProcessingException {
        assertThat(RevisionTag.of(object(
                        "{\"metadata\": {\"labels\": {\"istio.io/tag\": \"prod\", \"istio.io/rev\": \"1-27\"}}}")))
                .contains(new RevisionTag("prod", "1-27"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"metadata\": {\"labels\": {\"istio.io/tag\": \"prod\"}}}",
                "{\"metadata\": {\"labels\": {\"istio.io/rev\": \"1-27\"}}}"
            })
    void readsNoTagWithoutBothLabels(String object) throws JsonProcessingException {
        assertThat(RevisionTag.of(object(object))).isEmpty();
    }

    private static ClusterObject object(String text) throws JsonProcessingException {
        return ClusterObject.of(new ObjectMapper().readTree(text));
    }
}
