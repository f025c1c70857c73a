package dev.probebypass.settings;

import java.util.regex.Pattern;

/**
 * The variables that Kubernetes puts into every container for each Service of its namespace. A Service named {@code
 * probe-bypass} makes a {@code PROBE_BYPASS_PORT=tcp://10.0.0.1:443}, which nobody set.
 *
 * @see <a href="https://kubernetes.io/docs/tutorials/services/connect-applications-service/#environment-variables">Services
 *     in the environment</a>
 */
final class ServiceLinks {

    private static final Pattern NAME =
            Pattern.compile(".*_SERVICE_HOST|.*_SERVICE_PORT(_.+)?|.*_PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?");
    private static final Pattern ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");

    private ServiceLinks() {}

    static boolean include(String name, String value) {
        return NAME.matcher(name).matches()
                || (name.endsWith("_PORT") && ADDRESS.matcher(value).matches());
    }
}
