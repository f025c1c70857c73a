package dev.probebypass.apiserver;

import static dev.probebypass.apiserver.Installation.EXCLUDED;
import static dev.probebypass.apiserver.Installation.RECORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({SharedControlPlane.class, SharedProduct.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AnnotationLimitIT {

    /** Bytes that Kubernetes lets all annotations of an object take, keys included. */
    private static final int LIMIT = 256 * 1024;

    private static final String KEY = "filler";
    private static final int OURS = EXCLUDED.length() + "8081".length() + RECORD.length() + "8081".length();

    private final Installation installation;
    private final Product product;

    AnnotationLimitIT(ControlPlane controlPlane, Product product) {
        this.product = product;
        this.installation = Installation.of(product, controlPlane);
    }

    @AfterAll
    void uninstall() {
        installation.close();
    }

    @Test
    void annotationsThatJustHaveRoomForOursAreFilledToTheLastByte() {
        Pod pod = withAnnotationsOf(LIMIT - OURS, "fits");

        RawApi.Reply reply = installation.create(pod);

        assertThat(reply.warnings()).isEmpty();
        assertThat(installation.annotations(pod))
                .containsEntry(EXCLUDED, "8081")
                .containsEntry(RECORD, "8081");
    }

    @Test
    void annotationsThatLackOneByteStayAsTheyCameWithAWarning() {
        double before = product.metric(errors());
        Pod pod = withAnnotationsOf(LIMIT - OURS + 1, "too-large");

        RawApi.Reply reply = installation.create(pod);

        assertThat(reply.warnings())
                .singleElement()
                .asString()
                .startsWith("probe-bypass: the pod is created without its bypass")
                .contains("256 KiB");
        assertThat(installation.annotations(pod)).containsOnlyKeys(KEY);
        assertThat(product.metric(errors())).isEqualTo(before + 1);
    }

    private static String errors() {
        return "probe_bypass_errors_total{kind=\"annotations\"}";
    }

    private Pod withAnnotationsOf(int bytes, String name) {
        return new PodBuilder(Probed.pod(installation.meshed(), name))
                .editMetadata()
                .addToAnnotations(KEY, "x".repeat(bytes - KEY.length()))
                .endMetadata()
                .build();
    }
}
