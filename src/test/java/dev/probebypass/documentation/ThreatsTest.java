package dev.probebypass.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each threat names the tests that show what stops it, or says that nothing does. */
class ThreatsTest {

    private static final Page PAGE = Page.of("src/site/markdown/threats.md");
    private static final Pattern TEST = Pattern.compile("`(\\w+(Test|IT|Fuzz))`");
    private static final List<String> WHO = List.of(
            "A user of the cluster, who may create pods in one namespace",
            "An administrator of one namespace",
            "A pod on the network",
            "Another webhook",
            "A replica",
            "A maintainer's laptop, or what a build takes in");

    @Test
    void namesTestsThatThereAre() throws IOException {
        assertThat(named()).isNotEmpty().isSubsetOf(classes());
    }

    @Test
    void saysOfEachThreatWhatStopsItWhichTestShowsItAndWhatRemains() {
        assertThat(WHO)
                .allSatisfy(who -> assertThat(PAGE.rowsBelow(who)).isNotEmpty().allSatisfy(row -> {
                    assertThat(row).hasSizeGreaterThanOrEqualTo(4);
                    assertThat(row.subList(0, 4)).doesNotContain("");
                    assertThat(row.get(2)).matches("–|(\\w+(Test|IT|Fuzz)(, )?)+");
                }));
    }

    private static Set<String> named() {
        return TEST.matcher(PAGE.text())
                .results()
                .map((MatchResult name) -> name.group(1))
                .collect(Collectors.toSet());
    }

    private static Set<String> classes() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/test/java"))) {
            return sources.map(source -> source.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }
}
