package dev.probebypass.routes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.ObjectKey;
import dev.probebypass.pod.Pod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The Services of all namespaces that somebody wrote down, to find those that would select a pod if they were in its namespace. */
public final class ServicesElsewhere {

    private final ServiceIndex selected;

    private ServicesElsewhere(ServiceIndex selected) {
        this.selected = selected;
    }

    /** Those among some objects. */
    public static ServicesElsewhere of(Iterable<JsonNode> objects) {
        Map<String, Service> services = new TreeMap<>();
        for (JsonNode json : objects) {
            ClusterObject object = ClusterObject.of(json);
            if (object.kind().equals(ClusterObject.SERVICE)) {
                String name = object.key().toString();
                ServiceReader.read(object)
                        .ifPresent(read -> services.put(name, new Service(name, read.selector(), read.ports())));
            }
        }
        return new ServicesElsewhere(ServiceIndex.ofSelected(SelectorGroup.of(services.values(), LabelKeys.DEFAULT)));
    }

    /** The first Services with each selector that the pod has the labels for, in whatever namespace they are. */
    public List<ObjectKey> selecting(Pod pod) {
        List<ObjectKey> found = new ArrayList<>();
        selected.candidates(pod.labels(), group -> {
            if (group.selects(pod)) {
                found.add(ObjectKey.parse(group.name()));
            }
            return true;
        });
        found.sort(Comparator.naturalOrder());
        return found;
    }
}
