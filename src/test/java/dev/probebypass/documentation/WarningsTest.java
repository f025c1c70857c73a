package dev.probebypass.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.bypass.Advice;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each warning has a code, and each code a section of the page of warnings that says cause, consequence and cures. */
class WarningsTest {

    private static final Page PAGE = Page.of("src/site/markdown/warnings.md");
    private static final Pattern SECTION = Pattern.compile("(?m)^### (PB\\d{3})$");
    private static final Pattern LINK = Pattern.compile("\\[(PB\\d{3})]\\(#(pb\\d{3})\\)");

    private static List<String> ids() {
        return Arrays.stream(Advice.Code.values()).map(Advice.Code::id).toList();
    }

    @Test
    void noTwoWarningsHaveTheSameCode() {
        assertThat(ids()).doesNotHaveDuplicates().allMatch(id -> id.matches("PB\\d{3}"));
    }

    @Test
    void thePageHasASectionForEachCodeAndNoOther() {
        assertThat(SECTION.matcher(PAGE.text()).results().map(found -> found.group(1)))
                .isSorted()
                .containsExactlyInAnyOrderElementsOf(ids());
    }

    @Test
    void eachSectionSaysCauseConsequenceAndCures() {
        String[] sections = PAGE.text().split("(?m)^##+ ");
        assertThat(Arrays.stream(sections).filter(section -> section.startsWith("PB")))
                .hasSameSizeAs(ids())
                .allSatisfy(section -> assertThat(section)
                        .containsSubsequence("\n\n**Cause.** ", "\n\n**Consequence.** ", "\n\n**Cures.** "));
    }

    @Test
    void linksOnThePageLeadToSections() {
        assertThat(LINK.matcher(PAGE.text()).results()).isNotEmpty().allSatisfy(link -> {
            assertThat(link.group(1)).isEqualToIgnoringCase(link.group(2));
            assertThat(ids()).contains(link.group(1));
        });
    }
}
