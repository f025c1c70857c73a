package dev.probebypass.pod;

import java.util.Optional;

/**
 * A port that a container declares.
 *
 * @param name empty if it has none
 * @param number {@code containerPort}; 0 where the pod has no number from 1 to 65535 there
 * @param hostPort the port of the node that leads there; 0 where there is none
 * @param protocol {@code TCP}, {@code UDP} or {@code SCTP}
 */
public record ContainerPort(Optional<String> name, int number, int hostPort, String protocol) {

    /** Whether it is found by that name. */
    public boolean isNamed(String wanted) {
        return name.isPresent() && name.get().equals(wanted);
    }

    /** Whether the number is one a connection can be made to. */
    public boolean isValid() {
        return number != 0;
    }
}
