package dev.probebypass.operator;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says, once for each change, that an injector is called before us and redirects by a container of the pod: in a log line, and in an Event on our configuration. */
final class WebhookOrderReconciler {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookOrderReconciler.class);

    /** Where Events on what is in no namespace must be. */
    private static final String EVENTS = "default";

    private final Consumer<Event> events;
    private final InstantSource clock;
    private final FailureLog complaints;
    private final InjectorModes modes;
    private volatile List<String> before = List.of();

    WebhookOrderReconciler(Consumer<Event> events, InstantSource clock, FailureLog complaints, InjectorModes modes) {
        this.events = events;
        this.clock = clock;
        this.complaints = complaints;
        this.modes = modes;
    }

    boolean isRight() {
        return before.isEmpty();
    }

    /** Looks at all configurations, of which ours is one. */
    void look(MutatingWebhookConfiguration ours, List<MutatingWebhookConfiguration> all) {
        List<String> injectors = WebhookOrder.injectorsBefore(ours.getMetadata().getName(), all.stream(), modes);
        if (!injectors.equals(before) && !injectors.isEmpty()) {
            warn(ours, injectors.getFirst());
        }
        before = injectors;
    }

    private void warn(MutatingWebhookConfiguration ours, String injector) {
        String name = ours.getMetadata().getName();
        String problem =
                "%1$s is called before %2$s, so what %2$s writes comes too late: give %2$s a name that sorts before %1$s, and say it with --webhook-configuration"
                        .formatted(injector, name);
        LOG.warn(problem);
        try {
            events.accept(event(ours, problem));
        } catch (KubernetesClientException refused) {
            complaints.report(refused);
        }
    }

    private Event event(MutatingWebhookConfiguration ours, String problem) {
        String now = clock.instant().toString();
        return new EventBuilder()
                .withNewMetadata()
                .withNamespace(EVENTS)
                .withGenerateName(ours.getMetadata().getName() + ".")
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(ours.getApiVersion())
                .withKind(ours.getKind())
                .withName(ours.getMetadata().getName())
                .withUid(ours.getMetadata().getUid())
                .endInvolvedObject()
                .withType("Warning")
                .withReason("CalledAfterInjector")
                .withMessage(problem)
                .withNewSource()
                .withComponent(OperatorSettings.US)
                .endSource()
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .build();
    }
}
