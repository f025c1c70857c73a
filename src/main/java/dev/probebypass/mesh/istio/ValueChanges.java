package dev.probebypass.mesh.istio;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is new in the values of one of Istio's revisions, as the log tells it. */
final class ValueChanges {

    private ValueChanges() {}

    /** The values that are new or others than before, as {@code name=value}, with what they were. */
    static List<String> between(Optional<IstioValues> before, IstioValues now) {
        Map<String, String> old = before.map(ValueChanges::byName).orElse(Map.of());
        List<String> news = new ArrayList<>();
        byName(now).forEach((name, value) -> {
            if (!old.containsKey(name)) {
                news.add(name + "=" + value);
            } else if (!value.equals(old.get(name))) {
                news.add(name + "=" + value + " (was " + old.get(name) + ")");
            }
        });
        return news;
    }

    /** As they are called in the ConfigMap. */
    private static Map<String, String> byName(IstioValues values) {
        Map<String, String> byName = new LinkedHashMap<>();
        byName.put("rewriteAppHTTPProbe", Boolean.toString(values.rewritesProbes()));
        byName.put("includeInboundPorts", quoted(values.includeInboundPorts()));
        byName.put("excludeInboundPorts", quoted(values.excludeInboundPorts()));
        byName.put("excludeOutboundPorts", quoted(values.excludeOutboundPorts()));
        byName.put("statusPort", Integer.toString(values.statusPort()));
        IstioSelection selection = values.selection();
        byName.put("autoInject", selection.policy().name().toLowerCase(Locale.ROOT));
        byName.put("enableNamespacesByDefault", Boolean.toString(selection.takesUnlabelledNamespaces()));
        byName.put("neverInjectSelector", selection.never().toString());
        byName.put("alwaysInjectSelector", selection.always().toString());
        byName.put("defaultTemplates", selection.defaultTemplates().toString());
        return byName;
    }

    private static String quoted(String ports) {
        return '"' + ports + '"';
    }
}
