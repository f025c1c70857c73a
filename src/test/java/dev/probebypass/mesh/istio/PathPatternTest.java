package dev.probebypass.mesh.istio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of the templates are Istio's own. */
class PathPatternTest {

    @ParameterizedTest
    @CsvSource({
        "/info, /info",
        "/info*, /info",
        "/info*, /information",
        "*/info, /a/info",
        "*, /",
        "/foo/{*}, /foo/bar",
        "/foo/{**}, /foo/bar/baz.txt",
        "/foo/{**}, /foo//",
        "/{*}/baz/{**}, /bar/baz/a/b",
        "/{**}/foo, /a/b/foo",
        "/{**}/foo, /a/foo/foo",
    })
    void matches(String pattern, String path) {
        assertThat(new PathPattern(pattern).matches(path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/info, /info/",
        "/info*, /inf",
        "*/info, /a/info/b",
        "/foo/{*}, /foo/bar/baz",
        "/foo/{*}, /foo/",
        "/{*}/baz/{**}, /bar/bar/a",
        "/{**}/foo, /a/foo/b",
    })
    void doesNotMatch(String pattern, String path) {
        assertThat(new PathPattern(pattern).matches(path)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/actuator, /actuator, true",
        "/actuator/env, /actuator, true",
        "/actuator/*, /actuator, true",
        "/actuator/{*}, /actuator, true",
        "/actuators, /actuator, false",
        "/act*, /actuator, false",
        "*/env, /actuator, false",
    })
    void knowsWhatItIsUnder(String pattern, String path, boolean isUnder) {
        assertThat(new PathPattern(pattern).isUnder(path)).isEqualTo(isUnder);
    }

    /** Which would take for ever if each place where any number of segments may be were tried with each other. */
    @Test
    void comesToAnEndWithATemplateOfManyStars() {
        PathPattern nasty = new PathPattern("/{**}/a".repeat(500));

        assertThat(nasty.matches("/a".repeat(5_000) + "/b")).isFalse();
    }

    /** As would one with many segments after that place, on a path with nearly as many. */
    @Test
    @Timeout(10)
    void comesToAnEndWithATemplateOfManySegments() {
        PathPattern nasty = new PathPattern("/{**}" + "/a".repeat(50_000) + "/b");

        assertThat(nasty.matches("/a".repeat(200_000))).isFalse();
    }
}
