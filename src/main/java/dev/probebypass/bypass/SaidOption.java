package dev.probebypass.bypass;

import dev.probebypass.cluster.Snapshot;
import dev.probebypass.names.AnnotationKeys;
import dev.probebypass.pod.Pod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An option of a decision that somebody said, wherever it is in force or not.
 *
 * @param name as users know it, such as {@code application-ports}
 * @param level who says so
 * @param value as it was written; of the installation as it was read
 */
public record SaidOption(String name, PortSet.Level level, String value) {

    /** All that the pod, its Namespace and the installation say, by option, the narrowest level first. */
    public static List<SaidOption> of(Pod pod, Snapshot snapshot, Options installation) {
        List<SaidOption> said = new ArrayList<>();
        Map<String, String> installed = installed(installation);
        for (String key : AnnotationKeys.ANNOTATIONS) {
            add(said, key, PortSet.Level.POD, pod.annotations().kept());
            add(said, key, PortSet.Level.NAMESPACE, snapshot.namespaceAnnotations());
            add(said, key, PortSet.Level.INSTALLATION, installed);
        }
        return said;
    }

    private static void add(List<SaidOption> said, String key, PortSet.Level level, Map<String, String> values) {
        String value = values.get(key);
        if (value != null) {
            said.add(new SaidOption(key.substring(AnnotationKeys.DOMAIN.length()), level, value));
        }
    }

    /** What is not as it would be where nobody says anything. */
    private static Map<String, String> installed(Options options) {
        Map<String, String> values = values(options);
        values.entrySet().removeAll(values(Options.DEFAULT).entrySet());
        return values;
    }

    private static Map<String, String> values(Options options) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put(AnnotationKeys.MODE, options.mode().word());
        values.put(AnnotationKeys.SHARED_PORTS, options.sharedPorts().word());
        values.put(AnnotationKeys.MESH, options.mesh().word());
        values.put(AnnotationKeys.INBOUND_PORTS, options.inboundPorts().toString());
        values.put(AnnotationKeys.OUTBOUND_PORTS, options.outboundPorts().toString());
        values.put(AnnotationKeys.APPLICATION_PORTS, options.applicationPorts().toString());
        return values;
    }
}
