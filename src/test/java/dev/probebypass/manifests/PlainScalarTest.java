package dev.probebypass.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected values are those of Kubernetes' YAML library (sigs.k8s.io/yaml 1.6.0). */
class PlainScalarTest {

    @ParameterizedTest
    @CsvSource({
        "8080, 8080",
        "'', null",
        "~, null",
        "Null, null",
        "yes, true",
        "off, false",
        "y, true",
        "nO, '\"nO\"'",
        "0x1F, 31",
        "0b101, 5",
        "0o17, 15",
        "017, 15",
        "08, 8",
        "8_080, 8080",
        "-0, 0",
        "+8080, 8080",
        "8e3, 8000",
        "1.50, 1.5",
        "1.0, 1",
        ".5, 0.5",
        "12:30, '\"12:30\"'",
        "2001-01-01, '\"2001-01-01\"'",
        "http, '\"http\"'",
        "1.2.3, '\"1.2.3\"'",
        "0x, '\"0x\"'",
        "+, '\"+\"'",
        "1e999, '\"1e999\"'",
        "0O17, 15",
        "1_, 1",
        "_1, '\"_1\"'",
        "9.e2, 900",
    })
    void readsAScalarAsKubernetesDoes(String written, String json) {
        assertThat(PlainScalar.resolve(written).toString()).isEqualTo(json);
    }
}
