package dev.probebypass.operator;

import dev.probebypass.text.OutsideText;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reconciler of our place among the webhook configurations. Where an injector is called before us and redirects by a container
 * of the pod, it says so once for each change: in a log line, and in an Event on our configuration.
 */
@ControllerConfiguration(name = "webhook-order")
final class WebhookOrderReconciler implements LeaderTask, Reconciler<MutatingWebhookConfiguration> {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookOrderReconciler.class);

    /** The namespace of Events on what is in no namespace. */
    private static final String EVENTS = "default";

    /**
     * Characters that the API server takes of a message.
     *
     * @see <a
     *     href="https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/events.go">NoteLengthLimit</a>
     */
    private static final int LONGEST_MESSAGE = 1_024;

    private final OperatorClient client;
    private final String ownConfiguration;
    private final InjectorModes modes;
    private final InstantSource clock;
    private final OngoingFailure failures;
    private volatile List<String> before = List.of();

    WebhookOrderReconciler(
            OperatorClient client,
            String ownConfiguration,
            InjectorModes modes,
            InstantSource clock,
            OngoingFailure failures) {
        this.client = client;
        this.ownConfiguration = ownConfiguration;
        this.modes = modes;
        this.clock = clock;
        this.failures = failures;
    }

    /** Whether no injector was called before us when we looked last. */
    boolean isRight() {
        return before.isEmpty();
    }

    @Override
    public UpdateControl<MutatingWebhookConfiguration> reconcile(
            MutatingWebhookConfiguration configuration, Context<MutatingWebhookConfiguration> context) {
        look(context.getPrimaryCache().list().toList());
        return UpdateControl.noUpdate();
    }

    /** Looks at all configurations of the cluster; without ours among them there is no order to judge. */
    void look(List<MutatingWebhookConfiguration> all) {
        all.stream()
                .filter(each -> each.getMetadata().getName().equals(ownConfiguration))
                .findFirst()
                .ifPresent(ours -> look(ours, all));
    }

    private void look(MutatingWebhookConfiguration ours, List<MutatingWebhookConfiguration> all) {
        List<String> injectors = WebhookOrder.injectorsBefore(ownConfiguration, all.stream(), modes);
        if (!injectors.equals(before) && !injectors.isEmpty()) {
            warn(ours, injectors.getFirst());
        }
        before = injectors;
    }

    private void warn(MutatingWebhookConfiguration ours, String injector) {
        String problem =
                "%1$s is called before %2$s, so what %2$s writes comes too late: give %2$s a name that sorts before %1$s, and say it with --webhook-configuration"
                        .formatted(injector, ownConfiguration);
        LOG.warn(problem);
        try {
            client.create(event(ours, problem));
        } catch (KubernetesClientException refused) {
            failures.report(refused);
        }
    }

    private Event event(MutatingWebhookConfiguration ours, String problem) {
        String now = clock.instant().toString();
        return new EventBuilder()
                .withNewMetadata()
                .withNamespace(EVENTS)
                .withGenerateName(ownConfiguration + ".")
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(ours.getApiVersion())
                .withKind(ours.getKind())
                .withName(ownConfiguration)
                .withUid(ours.getMetadata().getUid())
                .endInvolvedObject()
                .withType("Warning")
                .withReason("CalledAfterInjector")
                .withMessage(OutsideText.escape(problem, LONGEST_MESSAGE))
                .withNewSource()
                .withComponent(OperatorSettings.FIELD_MANAGER)
                .endSource()
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .build();
    }
}
