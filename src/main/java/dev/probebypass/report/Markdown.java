package dev.probebypass.report;

import dev.probebypass.text.OutsideText;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text in GitHub's and GitLab's Markdown. What was written by whoever wrote a manifest can neither be taken for Markdown or HTML,
 * nor call somebody by name.
 *
 * @see <a href="https://github.github.com/gfm/">GitHub Flavored Markdown Spec</a>
 */
final class Markdown {

    /** What is shown of a sentence: each character may become two. */
    private static final int SENTENCE = 1_500;

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ./_,:()-]*");
    private static final String PUNCTUATION = "\\`*_{}[]<>#|~&$!+";

    private final StringBuilder text = new StringBuilder();

    void heading(String title) {
        text.append("### ").append(title).append("\n\n");
    }

    /** A list under a title, or nothing if it is empty. */
    void section(String title, List<String> items) {
        if (!items.isEmpty()) {
            text.append("**").append(title).append("**\n\n");
            items.forEach(item -> text.append("- ").append(item).append('\n'));
            text.append('\n');
        }
    }

    void table(List<String> titles, List<List<String>> rows) {
        row(titles);
        text.append("|---".repeat(titles.size())).append("|\n");
        rows.forEach(this::row);
        text.append('\n');
    }

    private void row(List<String> cells) {
        text.append(cells.stream().map(cell -> " " + cell + " ").collect(Collectors.joining("|", "|", "|\n")));
    }

    /** The whole text, which ends with a line break. */
    @Override
    public String toString() {
        return text.toString().stripTrailing() + "\n";
    }

    /** A name, as code. */
    static String name(String name) {
        return code(OutsideText.escape(name, OutsideText.NAME));
    }

    /** Backticks and bars end a span of code, in HTML's code element they are references. */
    private static String code(String shown) {
        return PLAIN.matcher(shown).matches() && !shown.endsWith(" ")
                ? "`" + shown + "`"
                : "<code>" + referenced(shown) + "</code>";
    }

    private static String referenced(String shown) {
        return shown.codePoints()
                .mapToObj(character -> Character.isLetterOrDigit(character) || character == ' '
                        ? Character.toString(character)
                        : "&#%d;".formatted(character))
                .collect(Collectors.joining());
    }

    /** A sentence that stands behind something else. */
    static String sentence(String sentence) {
        return OutsideText.escape(sentence, SENTENCE)
                .codePoints()
                .mapToObj(Markdown::escaped)
                .collect(Collectors.joining())
                .replace("://", "\\://");
    }

    /** A person is only called where the sign stands beside the name. */
    private static String escaped(int character) {
        if (character == '@') {
            return "<code>&#64;</code>";
        }
        String shown = Character.toString(character);
        return PUNCTUATION.contains(shown) ? "\\" + shown : shown;
    }
}
