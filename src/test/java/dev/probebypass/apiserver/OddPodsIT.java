package dev.probebypass.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.probebypass.apiserver.OddPods.OddPod;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A patch that does not apply makes the API server refuse a pod, whatever the failure policy: ours always apply. */
@ExtendWith({SharedControlPlane.class, SharedProduct.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OddPodsIT {

    private final ControlPlane controlPlane;
    private final Installation installation;
    private final String unwatched;

    OddPodsIT(ControlPlane controlPlane, Product product) {
        this.controlPlane = controlPlane;
        this.installation = Installation.of(product, controlPlane);
        this.unwatched = controlPlane.createNamespace(Map.of());
    }

    @AfterAll
    void uninstall() {
        installation.close();
    }

    static List<OddPod> pods() {
        return OddPods.all();
    }

    @ParameterizedTest
    @MethodSource("pods")
    void isStoredWithNothingChangedButAnnotations(OddPod odd) {
        ObjectNode pod = odd.named("odd-" + UUID.randomUUID());

        RawApi.Reply patched = create(installation.meshed(), pod);
        RawApi.Reply untouched = create(unwatched, pod);

        assertThat(patched.status()).as("%s", patched.body()).isEqualTo(201);
        assertThat(untouched.status()).isEqualTo(201);
        assertThat(patched.body().path("spec")).isEqualTo(untouched.body().path("spec"));
        assertThat(patched.body().at("/metadata/labels"))
                .isEqualTo(untouched.body().at("/metadata/labels"));
        assertThat(annotations(patched)).containsKey(Installation.EXCLUDED).isNotEqualTo(annotations(untouched));
    }

    private RawApi.Reply create(String namespace, JsonNode pod) {
        return controlPlane.api().post("/api/v1/namespaces/%s/pods".formatted(namespace), pod);
    }

    private static Map<String, String> annotations(RawApi.Reply reply) {
        return Json.texts(reply.body().path("metadata").path("annotations"));
    }
}
