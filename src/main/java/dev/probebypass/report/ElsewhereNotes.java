package dev.probebypass.report;

import dev.probebypass.bypass.Plan;
import dev.probebypass.bypass.Reason;
import dev.probebypass.manifests.PodSource;
import dev.probebypass.objects.ObjectKey;
import dev.probebypass.pod.Pod;
import dev.probebypass.routes.ServicesElsewhere;
import dev.probebypass.text.OutsideText;
import java.util.Optional;

/**
 * Notes on Services that would lead to a pod if they were in its namespace, of pods to which nothing leads: maybe one of the two
 * manifests names no namespace.
 *
 * @param namespace of what names none
 */
record ElsewhereNotes(ServicesElsewhere services, String namespace) {

    Optional<String> of(PodSource source, Pod pod, Plan plan) {
        if (plan.ports().stream().noneMatch(port -> port.reason() == Reason.NO_SERVICE)) {
            return Optional.empty();
        }
        return services.selecting(pod).stream()
                .filter(service -> !service.isIn(source.namespace()))
                .findFirst()
                .map(service -> note(source, service));
    }

    private String note(PodSource source, ObjectKey service) {
        return "Service %s would select such pods if it were in %s%s"
                .formatted(
                        OutsideText.escape(service.toString(), 2 * OutsideText.NAME),
                        OutsideText.name(source.namespace()),
                        hint(source, service));
    }

    private String hint(PodSource source, ObjectKey service) {
        if (service.isIn(namespace)) {
            return ": where its manifest names no namespace, -n %s says which is meant"
                    .formatted(OutsideText.name(source.namespace()));
        }
        return source.namespace().equals(namespace)
                ? ": where the pod's manifest names no namespace, -n %s says which is meant"
                        .formatted(OutsideText.name(service.namespace().orElse(namespace)))
                : "";
    }
}
