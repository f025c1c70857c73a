package dev.probebypass.cli;

import dev.probebypass.operator.ServerArguments;
import dev.probebypass.serving.SelfManagedCertificate;
import dev.probebypass.settings.Parsed;
import dev.probebypass.settings.RawInput;
import dev.probebypass.settings.ServeSettings;
import java.util.List;
import java.util.Map;
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
    public synchronized ServerArguments apply(List<String> words) {
        try {
            ParseResult parsed = commandLine.parseArgs(words.toArray(String[]::new));
            return parsed.hasSubcommand()
                            && parsed.subcommand().commandSpec().name().equals(CommandSpecs.SERVE)
                    ? read(CommandSpecs.input(parsed.subcommand(), environment))
                    : new ServerArguments.Unknown();
        } catch (ParameterException unreadable) {
            return new ServerArguments.Unknown();
        }
    }

    private static ServerArguments read(RawInput input) {
        RawInput known = new RawInput(input.flags(), List.of(), input.options(), input.environment());
        return switch (ServeSettings.read(known)) {
            case Parsed.Refused<ServeSettings> _ -> new ServerArguments.Unknown();
            case Parsed.Accepted<ServeSettings>(ServeSettings settings) ->
                settings.tls().files().isPresent()
                        ? new ServerArguments.CertificatesFromFiles()
                        : new ServerArguments.OwnCertificates(SelfManagedCertificate.names(settings.ownCertificate()));
        };
    }
}
