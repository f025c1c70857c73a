package dev.probebypass.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A document in Markdown.
 *
 * @param file where it is
 * @param text what it says
 */
public record Page(Path file, String text) {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern FENCE = Pattern.compile("(?ms)^ *```(\\w*)\\n(.*?)^ *```$");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    public static Page of(String file) {
        return of(Path.of(file));
    }

    static List<Page> all() {
        return Stream.of("README.md", ".github", "src/site/markdown", "deploy/lab", "charts/probe-bypass")
                .flatMap(place -> files(Path.of(place)).stream())
                .filter(file -> file.toString().endsWith(".md"))
                .map(Page::of)
                .toList();
    }

    private static Page of(Path file) {
        try {
            return new Page(file, Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Path> files(Path place) {
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What stands between {@code <!-- name: begin -->} and {@code <!-- name: end -->}. */
    public String marked(String name) {
        String begin = begin(name);
        return text.substring(text.indexOf(begin) + begin.length(), text.indexOf(end(name)));
    }

    /** The page with something else between these markers. */
    public Page withMarked(String name, String content) {
        String begin = begin(name);
        String head = text.substring(0, text.indexOf(begin) + begin.length());
        return new Page(file, head + content + text.substring(text.indexOf(end(name))));
    }

    private static String begin(String name) {
        return "<!-- " + name + ": begin -->\n";
    }

    private static String end(String name) {
        return "<!-- " + name + ": end -->";
    }

    public void write() {
        try {
            Files.writeString(file, text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** The lines of all code blocks in that language. */
    List<String> code(String language) {
        return blocks(language).stream()
                .flatMap(String::lines)
                .map(String::strip)
                .toList();
    }

    /** The code blocks in that language. */
    List<String> blocks(String language) {
        return FENCE.matcher(text)
                .results()
                .filter(fence -> fence.group(1).equals(language))
                .map(fence -> fence.group(2))
                .toList();
    }

    /** The rows of the tables below a heading, each by its cells, without the rows that head a table. */
    List<List<String>> rowsBelow(String heading) {
        int begin = text.indexOf("# " + heading + "\n");
        Matcher next = HEADING.matcher(text);
        int end = begin >= 0 && next.find(begin + heading.length() + 2) ? next.start() : text.length();
        List<String> rows = text.substring(Math.max(0, begin), end)
                .lines()
                .filter(line -> line.startsWith("| "))
                .toList();
        return rows.stream().skip(1).map(Page::cells).toList();
    }

    private static List<String> cells(String row) {
        return Stream.of(row.split("\\|", -1))
                .skip(1)
                .map(cell -> cell.replace("`", "").strip())
                .toList();
    }

    /** Where the page links to within the repository. */
    List<String> links() {
        return LINK.matcher(text)
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.contains("://"))
                .toList();
    }

    /** Whether a link of this page leads somewhere: to a file, and to a heading in it if it names one. */
    boolean resolves(String link) {
        String[] parts = link.split("#", 2);
        Path parent = file.toAbsolutePath().getParent();
        Path target = parts[0].isEmpty() || parent == null
                ? file
                : parent.resolve(parts[0]).normalize();
        return Files.exists(target) && (parts.length == 1 || of(target).hasHeading(parts[1]));
    }

    private boolean hasHeading(String anchor) {
        return HEADING.matcher(text)
                .results()
                .map(heading -> anchor(heading.group(1)))
                .anyMatch(anchor::equals);
    }

    /** As GitHub makes it. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9 _-]", "")
                .strip()
                .replace(' ', '-');
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
