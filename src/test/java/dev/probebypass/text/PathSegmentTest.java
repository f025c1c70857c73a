package dev.probebypass.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathSegmentTest {

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../secrets", "a/b", "/", "..%2Fsecrets", "%"})
    void cannotBeWhatIsMoreThanOne(String name) {
        assertThat(PathSegment.canBe(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "istio-sidecar-injector-1.31", "...", "system:node", "x?watch=true"})
    void canBeAnyOtherName(String name) {
        assertThat(PathSegment.canBe(name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"x?watch=true, x%3Fwatch%3Dtrue", "a#b c, a%23b%20c", "a&b;c, a%26b%3Bc", "中, %E4%B8%AD", "a/b, a%2Fb"})
    void isEncoded(String name, String encoded) {
        assertThat(PathSegment.encode(name)).isEqualTo(encoded);
    }

    @Test
    void leavesTheNamesOfObjectsAsTheyAre() {
        assertThat(PathSegment.encode("istio-sidecar-injector-1.31")).isEqualTo("istio-sidecar-injector-1.31");
    }
}
