package dev.probebypass.settings;

import dev.probebypass.bypass.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What holds for the question why.
 *
 * @param type of the workload, as {@code kubectl get} takes it
 * @param name of the workload
 * @param namespace of the workload
 * @param output how to write it
 * @param webhookConfiguration ours, which names the servers
 * @param options of the decision where those of the servers can't be read
 * @param cluster how to reach it, and what it may not show
 */
public record WhySettings(
        String type,
        String name,
        String namespace,
        Output output,
        String webhookConfiguration,
        Options options,
        ClusterSettings cluster) {

    private static final Pattern TYPE = Pattern.compile("[A-Za-z][A-Za-z0-9.-]{0,252}");

    private static final String ADVICE =
            "say which workload: a type and a name as kubectl takes them, such as deploy/api";

    /** How the answer is written. */
    public enum Output implements Options.ConstantWord {
        /** For people. */
        TEXT,
        /** For programs. */
        JSON
    }

    /** Reads them. */
    public static Parsed<WhySettings> read(RawInput input) {
        List<String> words = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        input.unmatched().forEach(word -> (word.startsWith("-") ? rest : words).add(word));
        RawInput others = new RawInput(input.flags(), rest, input.options(), input.environment());
        return SettingsReader.read(
                others, reader -> read(List.of(String.join("/", words).split("/", -1)), reader));
    }

    /** The same, decided and seen as a server does. */
    public WhySettings with(ServeSettings server) {
        return new WhySettings(
                type,
                name,
                namespace,
                output,
                webhookConfiguration,
                server.options(),
                server.cluster().by(cluster.kubeconfig()));
    }

    private static WhySettings read(List<String> words, SettingsReader reader) {
        boolean isWorkload = words.size() == 2
                && TYPE.matcher(words.getFirst()).matches()
                && ValueType.OBJECT_NAME.parse(words.getLast()).isPresent();
        if (!isWorkload) {
            reader.problem(words.equals(List.of("")) ? "why" : String.join("/", words), ADVICE);
        }
        return new WhySettings(
                words.getFirst(),
                words.getLast(),
                reader.get(CommandOptions.WHY_NAMESPACE),
                reader.get(CommandOptions.WHY_OUTPUT),
                reader.get(Settings.WEBHOOK_CONFIGURATION),
                DecisionOptions.read(reader),
                ClusterSettings.read(reader));
    }
}
