package dev.probebypass.operator;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.javaoperatorsdk.operator.api.config.informer.FieldSelector;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Is told of every webhook configuration and of our Secret, and sees to ours. */
@ControllerConfiguration(name = "webhook-configurations")
final class WebhookReconciler implements Reconciler<MutatingWebhookConfiguration> {

    private static final Duration AGAIN_AFTER_FAILURE = Duration.ofSeconds(2);

    private final UpkeepSettings settings;
    private final Upkeep upkeep;
    private final OrderCheck order;
    private final Complaints complaints;
    private final SimpleInboundEventSource<MutatingWebhookConfiguration> minutes =
            new SimpleInboundEventSource<>("minutes");

    WebhookReconciler(UpkeepSettings settings, Upkeep upkeep, OrderCheck order, Complaints complaints) {
        this.settings = settings;
        this.upkeep = upkeep;
        this.order = order;
        this.complaints = complaints;
    }

    /** Has it look at ours again, whether anything happened or not. */
    void lookAgain() {
        minutes.propagateEvent(ours());
    }

    @Override
    public List<EventSource<?, MutatingWebhookConfiguration>> prepareEventSources(
            EventSourceContext<MutatingWebhookConfiguration> context) {
        ResourceID ours = ours();
        return List.of(
                minutes,
                new InformerEventSource<>(
                        InformerEventSourceConfiguration.from(Secret.class, MutatingWebhookConfiguration.class)
                                .withNamespaces(settings.namespace())
                                .withFieldSelector(
                                        new FieldSelector(new FieldSelector.Field("metadata.name", settings.secret())))
                                .withSecondaryToPrimaryMapper(_ -> Set.of(ours))
                                .build(),
                        context));
    }

    @Override
    public UpdateControl<MutatingWebhookConfiguration> reconcile(
            MutatingWebhookConfiguration configuration, Context<MutatingWebhookConfiguration> context) {
        UpdateControl<MutatingWebhookConfiguration> done = UpdateControl.noUpdate();
        try {
            look(context.getPrimaryCache().list().toList());
            Optional<Duration> next =
                    Optional.of(configuration).filter(this::isOurs).map(_ -> upkeep.pass());
            complaints.settle();
            return next.map(done::rescheduleAfter).orElse(done);
        } catch (RuntimeException problem) { // the library would give up after some attempts
            complaints.report(problem);
            return done.rescheduleAfter(AGAIN_AFTER_FAILURE);
        }
    }

    private void look(List<MutatingWebhookConfiguration> all) {
        all.stream().filter(this::isOurs).findFirst().ifPresent(ours -> order.look(ours, all));
    }

    private ResourceID ours() {
        return new ResourceID(settings.webhookConfiguration());
    }

    private boolean isOurs(MutatingWebhookConfiguration configuration) {
        return configuration.getMetadata().getName().equals(settings.webhookConfiguration());
    }
}
