package dev.probebypass.cli;

import dev.probebypass.settings.Parsed;
import dev.probebypass.settings.Problem;
import dev.probebypass.settings.RawInput;
import dev.probebypass.settings.ServeSettings;
import dev.probebypass.telemetry.OneLine;
import dev.probebypass.text.Spelling;
import java.time.InstantSource;
import java.util.List;
import java.util.function.ToIntFunction;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Runs the command that the arguments name. */
final class Commands {

    private final Terminal terminal;
    private final ToIntFunction<ServeSettings> server;
    private final ClusterConnector cluster;

    /**
     * @param server serves until it is told to stop, and says how the process ends
     * @param cluster reaches the one that {@code --kubeconfig} of a command names
     */
    Commands(Terminal terminal, ToIntFunction<ServeSettings> server, ClusterConnector cluster) {
        this.terminal = terminal;
        this.server = server;
        this.cluster = cluster;
    }

    /** Runs it, and returns the process's exit code. */
    int run(String... arguments) {
        CommandLine commandLine = CommandSpecs.commandLine(terminal);
        try {
            return run(commandLine, commandLine.parseArgs(arguments));
        } catch (ParameterException wrong) {
            return terminal.refuse(OneLine.of(wrong));
        }
    }

    private int run(CommandLine root, ParseResult parsed) {
        if (parsed.isVersionHelpRequested()) {
            return version();
        }
        if (!parsed.hasSubcommand()) {
            return withoutCommand(root, parsed);
        }
        ParseResult command = parsed.subcommand();
        if (command.isUsageHelpRequested()) {
            return usage(command.commandSpec().commandLine());
        }
        return switch (command.commandSpec().name()) {
            case CommandSpecs.SERVE -> serve(input(command));
            case CommandSpecs.EXPLAIN -> new Explain(terminal, cluster, InstantSource.system()).run(input(command));
            case CommandSpecs.INJECT -> new Inject(terminal, cluster, InstantSource.system()).run(input(command));
            case CommandSpecs.WHY -> new Why(terminal, cluster).run(input(command));
            case CommandSpecs.CHECK -> new Check(terminal).run(input(command));
            default -> command.unmatched().isEmpty() ? version() : terminal.refuse("version takes no arguments");
        };
    }

    private int withoutCommand(CommandLine root, ParseResult parsed) {
        if (parsed.isUsageHelpRequested()) {
            return usage(root);
        }
        if (parsed.unmatched().isEmpty()) {
            root.usage(terminal.err(), ansi());
            return ExitCodes.WRONG_INPUT;
        }
        String word = parsed.unmatched().getFirst();
        List<String> commands = List.copyOf(root.getSubcommands().keySet());
        return terminal.refuse("%s is no command%s"
                .formatted(
                        word,
                        Spelling.nearest(word, commands)
                                .map(command -> "; did you mean " + command + "?")
                                .orElse(": use " + String.join(", ", commands))));
    }

    private int usage(CommandLine command) {
        command.usage(terminal.out(), ansi());
        return ExitCodes.OK;
    }

    private Ansi ansi() {
        return terminal.hasColours() ? Ansi.ON : Ansi.OFF;
    }

    private int version() {
        terminal.out().print(Version.text() + "\n");
        return ExitCodes.OK;
    }

    private int serve(RawInput input) {
        return switch (ServeSettings.read(input)) {
            case Parsed.Accepted<ServeSettings>(ServeSettings settings) -> server.applyAsInt(settings);
            case Parsed.Refused<ServeSettings>(List<Problem> problems) -> terminal.refuse(problems);
        };
    }

    private RawInput input(ParseResult command) {
        return CommandSpecs.input(command, terminal.environment());
    }
}
