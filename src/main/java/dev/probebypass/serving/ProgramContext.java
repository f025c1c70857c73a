package dev.probebypass.serving;

import dev.probebypass.operator.ServerArguments;
import java.util.Map;

/**
 * What a server has to know of the program that it runs in.
 *
 * @param version of the program
 * @param environment the process's
 * @param arguments reads those of other servers of the same Deployment, which may be of another version
 */
public record ProgramContext(String version, Map<String, String> environment, ServerArguments.Reader arguments) {

    public ProgramContext {
        environment = Map.copyOf(environment);
    }
}
