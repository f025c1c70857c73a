package dev.probebypass.report;

import dev.probebypass.text.OutsideText;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A writer of paragraphs and tables that keep within a width. What was written by whoever wrote a manifest can neither move the
 * cursor nor begin a line.
 *
 * <p>It is not picocli's {@code Help.TextTable}, which breaks lines within the names of annotations and of flags ({@code
 * traffic.example.} and {@code com/…}), where nobody can copy them, and begins the next cell of a row below a cell that
 * was broken.
 *
 * @param out where it writes
 * @param width in columns
 * @param hasColours whether styles are of use there
 */
public record TextTable(PrintStream out, int width, boolean hasColours) {

    private static final String GAP = "  ";

    /** A cell of a table. Whatever its text is, it is on one line, and not longer than a name or a short sentence. */
    record Cell(String text, AnsiStyle style) {

        Cell {
            text = OutsideText.name(text);
        }
    }

    /** The row that heads a table. */
    static List<Cell> titles(String... titles) {
        return Stream.of(titles).map(title -> new Cell(title, AnsiStyle.FAINT)).toList();
    }

    void blank() {
        out.print('\n');
    }

    /** A paragraph: its later lines are indented two columns more than its first one. */
    void paragraph(int indent, AnsiStyle style, String text) {
        int hanging = indent + GAP.length();
        List<String> lines = Wrapping.lines(OutsideText.escape(text, OutsideText.LINE), width - hanging);
        for (int index = 0; index < lines.size(); index++) {
            line(" ".repeat(index == 0 ? indent : hanging) + paint(style, lines.get(index)));
        }
    }

    /** A table: each column as wide as it needs to be, the last one as wide as the page allows. */
    void rows(int indent, List<List<Cell>> rows) {
        int[] widths = widths(indent, rows);
        for (List<Cell> row : rows) {
            row(indent, row, widths);
        }
    }

    private int[] widths(int indent, List<List<Cell>> rows) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (int column = 0; column < columns - 1; column++) {
            for (List<Cell> row : rows) {
                widths[column] = Math.max(widths[column], row.get(column).text().length());
            }
        }
        int room = width - indent - (columns - 1) * GAP.length();
        while (Arrays.stream(widths).sum() > room - width / 4) {
            narrowWidest(widths);
        }
        widths[columns - 1] = room - Arrays.stream(widths).sum();
        return widths;
    }

    private static void narrowWidest(int[] widths) {
        int widest = 0;
        for (int column = 1; column < widths.length; column++) {
            widest = widths[column] > widths[widest] ? column : widest;
        }
        widths[widest]--;
    }

    private void row(int indent, List<Cell> row, int[] widths) {
        List<List<String>> cells = new ArrayList<>();
        int height = 1;
        for (int column = 0; column < widths.length; column++) {
            List<String> lines = Wrapping.lines(row.get(column).text(), widths[column]);
            cells.add(lines);
            height = Math.max(height, lines.size());
        }
        for (int index = 0; index < height; index++) {
            StringBuilder line = new StringBuilder(" ".repeat(indent));
            for (int column = 0; column < widths.length; column++) {
                List<String> lines = cells.get(column);
                String text = index < lines.size() ? lines.get(index) : "";
                line.append(paint(row.get(column).style(), text));
                line.append(" ".repeat(widths[column] - text.length())).append(GAP);
            }
            line(line.toString().stripTrailing());
        }
    }

    private String paint(AnsiStyle style, String text) {
        return hasColours ? style.paint(text) : text;
    }

    /** Ends a line as other programs expect it, on every system. */
    private void line(String text) {
        out.print(text + "\n");
    }
}
