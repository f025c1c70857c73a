package dev.probebypass.cli;

import dev.probebypass.settings.Problem;
import dev.probebypass.text.OutsideText;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a command reads and writes.
 *
 * @param environment the process's
 * @param isInteractive whether a person looks at the output
 * @param isErrInteractive whether a person looks at what is written beside the output
 */
record Terminal(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        boolean isInteractive,
        boolean isErrInteractive) {

    private static final String PREFIX = "probe-bypass: ";
    private static final int WIDTH = 100;
    private static final int NARROWEST = 80;

    Terminal {
        environment = Map.copyOf(environment);
    }

    /** The process's own, in UTF-8 whatever the locale: JSON and YAML have no other. */
    static Terminal ofProcess() {
        return new Terminal(
                System.in,
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                System.getenv(),
                Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .isPresent(),
                StandardError.isTerminal());
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** Tells what is wrong, on one line whatever is in the text. */
    void complain(String sentence) {
        print(err, PREFIX + sentence);
    }

    /** Tells what is wrong with what the user said, with a line for each problem. */
    void complain(List<Problem> problems) {
        err.print(PREFIX + Problem.text(problems) + "\n");
    }

    /** Tells what is wrong with what the user said or gave, and how the process ends for it. */
    int refuse(String sentence) {
        complain(sentence);
        return ExitCodes.WRONG_INPUT;
    }

    /** The same of settings. */
    int refuse(List<Problem> problems) {
        complain(problems);
        return ExitCodes.WRONG_INPUT;
    }

    /** The same of input that can't be read, with a line for each sentence. */
    int refuseInput(List<String> sentences) {
        sentences.forEach(this::complain);
        return ExitCodes.WRONG_INPUT;
    }

    /** Tells what a user should know, on one line. */
    void note(String sentence) {
        print(err, PREFIX + "note: " + sentence);
    }

    /** Warns, on one line. */
    void warn(String sentence) {
        print(err, PREFIX + "warning: " + sentence);
    }

    private static void print(PrintStream stream, String line) {
        stream.print(OutsideText.escape(line, OutsideText.LINE) + "\n");
    }

    /** Columns to write in. */
    int width() {
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[0-9]{1,4}") ? Math.max(NARROWEST, Integer.parseInt(columns)) : WIDTH;
    }

    /**
     * Whether colours are of use.
     *
     * @see <a href="https://no-color.org">no-color.org</a>
     */
    boolean hasColours() {
        return isInteractive && environment.getOrDefault("NO_COLOR", "").isEmpty() && !isDumb();
    }

    /** Whether a line that is written anew is of use beside the output. */
    boolean showsProgress() {
        return isErrInteractive && !isDumb();
    }

    private boolean isDumb() {
        return environment.getOrDefault("TERM", "dumb").equals("dumb");
    }
}
