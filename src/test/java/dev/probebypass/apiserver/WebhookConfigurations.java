package dev.probebypass.apiserver;

import io.fabric8.kubernetes.client.dsl.Updatable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The webhooks a test made known to the API server, which forgets them at the test's end. */
final class WebhookConfigurations implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ControlPlane controlPlane;
    private final List<Registration> applied = new ArrayList<>();
    private int dryRuns;

    WebhookConfigurations(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    /** What admission made of a pod that is not stored, and what it noted in the audit log. */
    record DryRun(RawApi.Reply reply, Map<String, String> auditAnnotations) {

        /** Whether a webhook of that configuration was called, or was to be and failed open. */
        boolean called(Registration registration) {
            String configuration = "\"configuration\":\"" + registration.name() + "\"";
            return auditAnnotations.values().stream().anyMatch(value -> value.contains(configuration));
        }
    }

    /** Has the API server call the webhook for the pods of one namespace, and returns when it does. */
    void register(Registration registration, String namespace) {
        Registration limited = registration.onlyIn(namespace);
        apply(limited);
        awaitCalled(limited, namespace);
    }

    /** Makes the webhook known, or changes how it is known. The API server follows a little later. */
    void apply(Registration registration) {
        applied.add(registration);
        controlPlane.client().resource(registration.configuration()).createOr(Updatable::update);
    }

    void delete(Registration registration) {
        controlPlane.client().resource(registration.configuration()).delete();
    }

    /** Returns when the API server calls a webhook of that configuration for the pods of a namespace, be it an older version of it. */
    void awaitCalled(Registration registration, String namespace) {
        awaitDryRun(namespace, registration.name() + " is to be called", dryRun -> dryRun.called(registration));
    }

    /** Creates pods by dry run in that namespace until one is treated as it should be. */
    DryRun awaitDryRun(String namespace, String what, Predicate<DryRun> expected) {
        return Eventually.get(
                what + " in " + namespace,
                LIMIT,
                () -> Optional.of(dryRun(namespace)).filter(expected));
    }

    private DryRun dryRun(String namespace) {
        String name = "dry-run-" + ++dryRuns;
        RawApi.Reply reply =
                controlPlane.api().dryRunPod(SamplePod.named(namespace, name).build());
        return new DryRun(reply, controlPlane.auditLog().annotationsOfCreation(namespace, name));
    }

    @Override
    public void close() {
        applied.forEach(this::delete);
    }
}
