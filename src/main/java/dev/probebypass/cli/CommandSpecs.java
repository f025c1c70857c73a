package dev.probebypass.cli;

import dev.probebypass.settings.CommandOptions;
import dev.probebypass.settings.RawInput;
import dev.probebypass.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The commands and their options, as picocli wants them. */
final class CommandSpecs {

    static final String SERVE = "serve";
    static final String EXPLAIN = "explain";
    static final String INJECT = "inject";
    static final String WHY = "why";
    static final String CHECK = "check";
    static final String VERSION = "version";

    private static final String VARIABLES =
            "can be set by a variable too: --shared-ports is PROBE_BYPASS_SHARED_PORTS. A flag beats its variable.";

    private static final int COLUMN = 38;

    private CommandSpecs() {}

    static CommandLine commandLine(Terminal terminal) {
        CommandSpec root = command(
                        "probe-bypass", "Lets the ports that only health checks use bypass the mesh's sidecar.")
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Print the version.")
                        .build());
        root.usageMessage().customSynopsis("probe-bypass COMMAND [OPTIONS]");
        root.addSubcommand(SERVE, new CommandLine(serve()));
        root.addSubcommand(EXPLAIN, new CommandLine(explain()));
        root.addSubcommand(INJECT, new CommandLine(inject()));
        root.addSubcommand(WHY, new CommandLine(why()));
        root.addSubcommand(CHECK, new CommandLine(check()));
        root.addSubcommand(VERSION, new CommandLine(command(VERSION, "Prints the version.")));
        return new CommandLine(root)
                .setExpandAtFiles(false)
                .setUnmatchedArgumentsAllowed(true)
                .setUsageHelpWidth(terminal.width())
                .setUsageHelpLongOptionsMaxWidth(COLUMN);
    }

    /** What was said to a command. */
    static RawInput input(ParseResult command, Map<String, String> environment) {
        Map<String, List<String>> flags = new HashMap<>();
        command.matchedOptions().forEach(option -> flags.put(option.longestName(), values(option)));
        List<String> options = command.commandSpec().options().stream()
                .map(OptionSpec::longestName)
                .toList();
        return new RawInput(flags, command.unmatched(), options, environment);
    }

    /** An option that needs a value and has none counts as one with an empty value. */
    private static List<String> values(OptionSpec option) {
        List<String> values = option.getValue();
        return values.isEmpty() ? List.of("") : values;
    }

    private static CommandSpec command(String name, String description) {
        CommandSpec command = CommandSpec.create().name(name);
        command.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Print this.")
                .build());
        command.usageMessage().description(description);
        return command;
    }

    private static CommandSpec serve() {
        CommandSpec command = command(SERVE, "Answers the API server's AdmissionReviews.");
        command.usageMessage().customSynopsis("probe-bypass serve [OPTIONS]").footer("", "Each option " + VARIABLES);
        OptionSpecs.inGroups(command, OptionSpecs.groups(command, Settings.ofServe()));
        return command;
    }

    private static CommandSpec explain() {
        CommandSpec command = command(
                EXPLAIN,
                "Says which ports of the pods in manifests would bypass the sidecar, and why. Services, Namespaces and"
                        + " the mesh's ConfigMaps in the same input are what is known of the cluster, unless --kubeconfig"
                        + " names one to look at.");
        command.usageMessage()
                .customSynopsis("probe-bypass explain -f FILE|DIR|- ... [OPTIONS]")
                .footer(
                        "",
                        "But for input and output, each option " + VARIABLES,
                        "",
                        "Examples",
                        "  probe-bypass explain -f deploy/",
                        "  helm template orders ./chart | probe-bypass explain -f - -f cluster.yaml -n shop",
                        "  kubectl get pods,services -o yaml | probe-bypass explain -f - -f namespace.yaml -o json");
        OptionSpecs.inGroups(
                command,
                OptionSpecs.groups(command, "Input and output", CommandOptions.ofExplain(), Settings.ofExplain()));
        return command;
    }

    private static CommandSpec inject() {
        CommandSpec command = command(
                INJECT,
                "Prints manifests with the annotations in their pods and pod templates, and everything else as it is,"
                        + " for clusters where no webhook is allowed. It decides as explain does. Warnings and notes go to"
                        + " standard error.");
        command.usageMessage()
                .customSynopsis("probe-bypass inject -f FILE|DIR|- ... [OPTIONS]")
                .footer(
                        "",
                        "But for the input, each option " + VARIABLES,
                        "",
                        "Examples",
                        "  probe-bypass inject -f deploy/ | kubectl apply -f -",
                        "  helm template orders ./chart -n shop | probe-bypass inject -f - -n shop --kubeconfig kubeconfig",
                        "  kubectl kustomize overlays/live | probe-bypass inject -f -");
        OptionSpecs.inGroups(
                command, OptionSpecs.groups(command, "Input", CommandOptions.ofInject(), Settings.ofExplain()));
        return command;
    }

    private static CommandSpec why() {
        CommandSpec command = command(
                WHY,
                "Says of one workload of a live cluster what is decided of its pods' ports, what leads to them, what"
                        + " its pods have, and what to do. The settings are those of the installed servers. Ends with 0,"
                        + " or with 2 if options, the cluster or the workload can't be read.");
        command.usageMessage()
                .customSynopsis("probe-bypass why TYPE/NAME [-n NAMESPACE] [OPTIONS]")
                .footer(
                        "",
                        "Of the cluster, each option " + VARIABLES,
                        "",
                        "Examples",
                        "  probe-bypass why deploy/api -n shop",
                        "  probe-bypass why pod/api-6c9b7d54f8-x2x7p -n shop",
                        "  probe-bypass why rollouts.argoproj.io/basket -n shop -o json");
        OptionSpecs.inGroups(
                command, OptionSpecs.groups(command, "The workload", CommandOptions.ofWhy(), Settings.ofCheck()));
        return command;
    }

    private static CommandSpec check() {
        CommandSpec command = command(
                CHECK,
                "Has a pod created in a dry run, and says whether it came back with our annotation; if not, why."
                        + " Then a line for each revision of the mesh. Ends with 0 if all is well, with 1 if not, with 2"
                        + " if options or the kubeconfig can't be read.");
        command.usageMessage()
                .customSynopsis("probe-bypass check [-n NAMESPACE] [OPTIONS]")
                .footer("", "Of the cluster, each option " + VARIABLES);
        OptionSpecs.inGroups(
                command, OptionSpecs.groups(command, "The check", CommandOptions.ofCheck(), Settings.ofCheck()));
        return command;
    }
}
