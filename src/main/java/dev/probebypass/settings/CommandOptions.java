package dev.probebypass.settings;

import dev.probebypass.bypass.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The table of the options that belong to one command. */
public final class CommandOptions {

    static final CommandOption<String> SOURCE = new CommandOption<>(
            "f",
            "filename",
            ValueType.SOURCE,
            "",
            "YAML or JSON: a file, all files below a directory, or - for standard input. May be given several times.");
    static final CommandOption<ExplainSettings.Output> EXPLAIN_OUTPUT = new CommandOption<>(
            "o", "output", ValueType.choice(ExplainSettings.Output.class), "table", "How to write it.");
    static final CommandOption<String> EXPLAIN_NAMESPACE = new CommandOption<>(
            "n", "namespace", ValueType.NAMESPACE_NAME, "default", "The namespace of what names none.");
    static final CommandOption<Boolean> SUMMARY =
            new CommandOption<>("summary", ValueType.BOOLEAN, "false", "Show each pod on one line, and counts.");
    static final CommandOption<List<Verdict>> ONLY = new CommandOption<>(
            "only",
            ValueType.anyOf(List.of(Verdict.values()), Verdict::word),
            "",
            "Show ports with these verdicts alone, and pods that have such a port.");
    static final CommandOption<Path> BASELINE = new CommandOption<>(
            "baseline",
            ValueType.FILE,
            "",
            "What an earlier run wrote with -o json: show only which ports have begun or ceased to bypass the sidecar since.");
    static final CommandOption<List<FailCondition>> FAIL_ON = new CommandOption<>(
            "fail-on",
            ValueType.anyOf(List.of(FailCondition.values()), FailCondition::word),
            "",
            "End with exit code 3 if there is such a thing in the whole input; opened and closed compare with the"
                    + " baseline. May be given several times.");

    static final CommandOption<String> CHECK_NAMESPACE =
            new CommandOption<>("n", "namespace", ValueType.NAMESPACE_NAME, "default", "The namespace of the pod.");
    static final CommandOption<Duration> CHECK_TIMEOUT = new CommandOption<>(
            "timeout", ValueType.TIME_OR_NONE, "30s", "How long to try again while it may come right.");
    static final CommandOption<CheckSettings.Output> CHECK_OUTPUT = new CommandOption<>(
            "o", "output", ValueType.choice(CheckSettings.Output.class), "text", "How to write it.");

    static final CommandOption<String> WHY_NAMESPACE = new CommandOption<>(
            "n", "namespace", ValueType.NAMESPACE_NAME, "default", "The namespace of the workload.");
    static final CommandOption<WhySettings.Output> WHY_OUTPUT =
            new CommandOption<>("o", "output", ValueType.choice(WhySettings.Output.class), "text", "How to write it.");

    private CommandOptions() {}

    /** What {@code explain} takes beside settings, in the order of its help text. */
    public static List<CommandOption<?>> ofExplain() {
        return List.of(SOURCE, EXPLAIN_OUTPUT, EXPLAIN_NAMESPACE, SUMMARY, ONLY, BASELINE, FAIL_ON);
    }

    /** What {@code inject} takes beside settings, in the order of its help text. */
    public static List<CommandOption<?>> ofInject() {
        return List.of(SOURCE, EXPLAIN_NAMESPACE);
    }

    /** What {@code check} takes beside settings, in the order of its help text. */
    public static List<CommandOption<?>> ofCheck() {
        return List.of(CHECK_NAMESPACE, CHECK_TIMEOUT, CHECK_OUTPUT);
    }

    /** What {@code why} takes beside settings, in the order of its help text. */
    public static List<CommandOption<?>> ofWhy() {
        return List.of(WHY_NAMESPACE, WHY_OUTPUT);
    }
}
