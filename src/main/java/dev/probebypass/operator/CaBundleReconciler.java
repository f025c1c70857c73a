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

/**
 * The reconciler of the caBundle of every webhook configuration that calls us. Events of configurations and of our Secret only say
 * when to take a {@link CaRotationStep}, which looks at all of it.
 */
@ControllerConfiguration(name = "ca-bundles")
final class CaBundleReconciler implements LeaderTask, Reconciler<MutatingWebhookConfiguration> {

    private static final Duration AGAIN_AFTER_FAILURE = Duration.ofSeconds(2);

    private final OperatorSettings settings;
    private final CaRotationStep step;
    private final OngoingFailure failures;

    CaBundleReconciler(OperatorSettings settings, CaRotationStep step, OngoingFailure failures) {
        this.settings = settings;
        this.step = step;
        this.failures = failures;
    }

    @Override
    public List<EventSource<?, MutatingWebhookConfiguration>> prepareEventSources(
            EventSourceContext<MutatingWebhookConfiguration> context) {
        return List.of(new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Secret.class, MutatingWebhookConfiguration.class)
                        .withNamespaces(Set.of(settings.namespace()))
                        .withFieldSelector(
                                new FieldSelector(new FieldSelector.Field("metadata.name", settings.secret())))
                        .withSecondaryToPrimaryMapper(
                                _ -> ours(context.getPrimaryCache().list().toList()))
                        .build(),
                context));
    }

    private Set<ResourceID> ours(List<MutatingWebhookConfiguration> all) {
        return WebhookCaBundles.among(all, settings).all().stream()
                .map(bundle -> new ResourceID(bundle.name()))
                .collect(Collectors.toSet());
    }

    @Override
    public UpdateControl<MutatingWebhookConfiguration> reconcile(
            MutatingWebhookConfiguration configuration, Context<MutatingWebhookConfiguration> context) {
        UpdateControl<MutatingWebhookConfiguration> done = UpdateControl.noUpdate();
        return WebhookCaBundles.among(List.of(configuration), settings).all().isEmpty()
                ? done
                : done.rescheduleAfter(takeStep());
    }

    /** Also where there is no configuration of which there could be an event. */
    @Override
    public void resync() {
        var _ = takeStep();
    }

    /** Takes a step, and says when to take the next. */
    Duration takeStep() {
        try {
            Duration next = step.take();
            failures.settle();
            return next;
        } catch (RuntimeException problem) { // the library would give up after some attempts
            failures.report(problem);
            return AGAIN_AFTER_FAILURE;
        }
    }
}
