package dev.probebypass.cli;

import dev.probebypass.operator.ServerArguments;
import dev.probebypass.serving.SelfManagedCertificate;
import dev.probebypass.settings.Parsed;
import dev.probebypass.settings.RawInput;
import dev.probebypass.settings.ServeSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Reads the arguments of a container of our Deployment as this version reads its own. Options of another version are passed over.
 *
 * @param commandLine of this program
 * @param environment this process's, for what the arguments leave open
 */
record DeployedArguments(CommandLine commandLine, Map<String, String> environment) implements ServerArguments.Reader {

    DeployedArguments {
        environment = Map.copyOf(environment);
    }

    @Override
    public ServerArguments apply(List<String> words) {
        return settings(words).map(DeployedArguments::certificates).orElseGet(ServerArguments.Unknown::new);
    }

    /** The names of the sources of routes that it reads, empty if it is no server's. */
    Optional<List<String>> routeSources(List<String> words) {
        return settings(words).map(settings -> settings.cluster().routeSources());
    }

    /** The settings of a server, empty if the arguments are no server's. */
    synchronized Optional<ServeSettings> settings(List<String> words) {
        try {
            ParseResult parsed = commandLine.parseArgs(words.toArray(String[]::new));
            return parsed.hasSubcommand()
                            && parsed.subcommand().commandSpec().name().equals(CommandSpecs.SERVE)
                    ? read(CommandSpecs.input(parsed.subcommand(), environment))
                    : Optional.empty();
        } catch (ParameterException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<ServeSettings> read(RawInput input) {
        RawInput known = new RawInput(input.flags(), List.of(), input.options(), input.environment());
        return switch (ServeSettings.read(known)) {
            case Parsed.Refused<ServeSettings> _ -> Optional.empty();
            case Parsed.Accepted<ServeSettings>(ServeSettings settings) -> Optional.of(settings);
        };
    }

    private static ServerArguments certificates(ServeSettings settings) {
        return settings.tls().files().isPresent()
                ? new ServerArguments.CertificatesFromFiles()
                : new ServerArguments.OwnCertificates(SelfManagedCertificate.names(settings.ownCertificate()));
    }
}
