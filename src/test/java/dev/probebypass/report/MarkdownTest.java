package dev.probebypass.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.testing.NastyText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '\t',
            quoteCharacter = '"',
            value = {
                "shop/web (Deployment) \t `shop/web (Deployment)`",
                "8080 \t `8080`",
                "a|b \t <code>a&#124;b</code>",
                "a`b \t <code>a&#96;b</code>",
                "<b> \t <code>&#60;b&#62;</code>",
                "@org \t <code>&#64;org</code>",
                "\\\\| \t <code>&#92;&#92;&#124;</code>",
                "__init__ \t <code>&#95;&#95;init&#95;&#95;</code>",
            })
    void aNameIsCode(String name, String markdown) {
        assertThat(Markdown.name(name)).isEqualTo(markdown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '\t',
            quoteCharacter = '"',
            value = {
                "port 8080 (PB012): a, b \t port 8080 (PB012): a, b",
                "a|b \t a\\|b",
                "<img src=x> \t \\<img src=x\\>",
                "*a* _b_ `c` \t \\*a\\* \\_b\\_ \\`c\\`",
                "[a](b) \t \\[a\\](b)",
                "#7 ~~a~~ &lt; $x$ \t \\#7 \\~\\~a\\~\\~ \\&lt; \\$x\\$",
                "@org \t <code>&#64;</code>org",
                "https://x \t https\\://x",
                "a\\ \t a\\\\",
            })
    void aSentenceIsNoMarkdown(String sentence, String markdown) {
        assertThat(Markdown.sentence(sentence)).isEqualTo(markdown);
    }

    @Test
    void nothingBeginsALineNorGrowsWithoutBound() {
        NastyText.assertHarmless(Markdown.name(NastyText.TEXT));
        NastyText.assertHarmless(Markdown.sentence(NastyText.TEXT));
        assertThat(Markdown.name("|".repeat(1_000))).hasSizeLessThan(2_000);
    }

    @Test
    void aTableHasALineForEachRow() {
        Markdown text = new Markdown();
        text.heading("two");
        text.table(List.of("a", "b"), List.of(List.of("1", "2")));
        text.section("Notes", List.of("x", "y"));
        text.section("Nothing", List.of());

        assertThat(text.toString()).isEqualTo("""
                ### two

                | a | b |
                |---|---|
                | 1 | 2 |

                **Notes**

                - x
                - y
                """);
    }
}
