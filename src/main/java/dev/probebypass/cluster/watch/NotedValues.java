package dev.probebypass.cluster.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.cluster.ObjectReader;
import dev.probebypass.mesh.IstioSelection;
import dev.probebypass.mesh.IstioValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Passes the injectors' ConfigMaps on, and tells what they say of pods, at first and whenever that changes. */
final class NotedValues implements Shelf {

    private final Shelf next;
    private final WatchListener listener;
    private final Map<ObjectKey, IstioValues> told = new HashMap<>();

    NotedValues(Shelf next, WatchListener listener) {
        this.next = next;
        this.listener = listener;
    }

    @Override
    public void put(ObjectKey key, JsonNode object) {
        next.put(key, object);
        ObjectReader.revision(object).ifPresent(revision -> {
            Optional<IstioValues> before = Optional.ofNullable(told.put(key, revision.values()));
            List<String> news = news(before, revision.values());
            if (!news.isEmpty()) {
                listener.meshValues(revision.name(), news);
            }
        });
    }

    @Override
    public void remove(ObjectKey key) {
        told.remove(key);
        next.remove(key);
    }

    private static List<String> news(Optional<IstioValues> before, IstioValues now) {
        Map<String, String> old = before.map(NotedValues::byName).orElse(Map.of());
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
