package dev.probebypass.apiserver;

import dev.probebypass.testing.Eventually;
import io.fabric8.kubernetes.client.dsl.Updatable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** The webhooks a test made known to the API server, which forgets them at the test's end. */
final class WebhookConfigurations implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ControlPlane controlPlane;
    private final List<Registration> applied = new ArrayList<>();

    WebhookConfigurations(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    /** Has the API server call the webhook for the pods of one namespace, and returns when it answers. */
    void register(Registration registration, String namespace) {
        Registration limited = registration.onlyIn(namespace);
        apply(limited);
        awaitAnswers(limited, namespace);
    }

    /** Makes the webhook known, or changes how it is known. The API server follows a little later. */
    void apply(Registration registration) {
        applied.add(registration);
        controlPlane.client().resource(registration.configuration()).createOr(Updatable::update);
    }

    void delete(Registration registration) {
        controlPlane.client().resource(registration.configuration()).delete();
    }

    /** Returns when the webhook, as registered now or before, answers for the pods of a namespace. */
    void awaitAnswers(Registration registration, String namespace) {
        awaitDryRun(namespace, registration.name() + " is to answer", dryRun -> dryRun.answeredBy(registration));
    }

    /** Returns when the API server asks the webhook in vain. */
    void awaitFailure(Registration registration, String namespace) {
        awaitDryRun(namespace, registration.name() + " is to fail", dryRun -> dryRun.failedOpenFor(registration));
    }

    /** Creates pods by dry run in a namespace until one is treated as it should be. */
    DryRun awaitDryRun(String namespace, String what, Predicate<DryRun> expected) {
        return Eventually.get(
                "%s in %s, see %s".formatted(what, namespace, controlPlane.log()),
                LIMIT,
                () -> Optional.of(dryRun(namespace)).filter(expected));
    }

    private DryRun dryRun(String namespace) {
        String name = "dry-run-" + UUID.randomUUID();
        RawApi.Reply reply =
                controlPlane.api().dryRunPod(SamplePod.named(namespace, name).build());
        return new DryRun(reply, controlPlane.auditLog().annotationsOfCreation(namespace, name));
    }

    @Override
    public void close() {
        applied.forEach(this::delete);
    }
}
