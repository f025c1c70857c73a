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
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Is told of every webhook configuration and of our Secret, and sees to those configurations that call us. */
@ControllerConfiguration(name = "webhook-configurations")
final class WebhookReconciler implements Reconciler<MutatingWebhookConfiguration> {

    private static final Duration AGAIN_AFTER_FAILURE = Duration.ofSeconds(2);

    private final OperatorSettings settings;
    private final CaBundleReconciler upkeep;
    private final WebhookOrderReconciler order;
    private final FailureLog complaints;

    WebhookReconciler(
            OperatorSettings settings, CaBundleReconciler upkeep, WebhookOrderReconciler order, FailureLog complaints) {
        this.settings = settings;
        this.upkeep = upkeep;
        this.order = order;
        this.complaints = complaints;
    }

    /** Takes a step, whether anything happened or not, and also where there is no configuration to hear of. */
    Duration pass() {
        try {
            Duration next = upkeep.pass();
            complaints.settle();
            return next;
        } catch (RuntimeException problem) { // the library would give up after some attempts
            complaints.report(problem);
            return AGAIN_AFTER_FAILURE;
        }
    }

    @Override
    public List<EventSource<?, MutatingWebhookConfiguration>> prepareEventSources(
            EventSourceContext<MutatingWebhookConfiguration> context) {
        return List.of(new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Secret.class, MutatingWebhookConfiguration.class)
                        .withNamespaces(Set.of(settings.namespace()))
                        .withFieldSelector(
                                new FieldSelector(new FieldSelector.Field("metadata.name", settings.secret())))
                        .withSecondaryToPrimaryMapper(_ -> ours(context))
                        .build(),
                context));
    }

    private Set<ResourceID> ours(EventSourceContext<MutatingWebhookConfiguration> context) {
        return WebhookCaBundles.among(context.getPrimaryCache().list().toList(), settings).all().stream()
                .map(registration -> new ResourceID(registration.name()))
                .collect(Collectors.toSet());
    }

    @Override
    public UpdateControl<MutatingWebhookConfiguration> reconcile(
            MutatingWebhookConfiguration configuration, Context<MutatingWebhookConfiguration> context) {
        List<MutatingWebhookConfiguration> all =
                context.getPrimaryCache().list().toList();
        all.stream().filter(this::isOurs).findFirst().ifPresent(ours -> order.look(ours, all));
        UpdateControl<MutatingWebhookConfiguration> done = UpdateControl.noUpdate();
        return WebhookCaBundles.among(List.of(configuration), settings).all().isEmpty()
                ? done
                : done.rescheduleAfter(pass());
    }

    private boolean isOurs(MutatingWebhookConfiguration configuration) {
        return configuration.getMetadata().getName().equals(settings.webhookConfiguration());
    }
}
