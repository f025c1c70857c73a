package dev.probebypass.operator;

import dev.probebypass.certificate.AuthorityRecord;
import dev.probebypass.certificate.AuthorityRotation;
import dev.probebypass.certificate.AuthorityState;
import dev.probebypass.certificate.CertificateAuthority;
import dev.probebypass.telemetry.CertificateKind;
import dev.probebypass.telemetry.Telemetry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A step of the rotation of our certificate authorities in the cluster. It reads the Secret and every webhook configuration anew,
 * asks {@link AuthorityRotation} what follows, and writes that; so it does not matter what was missed between two steps.
 */
final class CaRotationStep {

    private static final Logger LOG = LoggerFactory.getLogger(CaRotationStep.class);

    /** By wall clock, so that neither a timer nor a watch is all that counts: a machine may have slept. */
    private static final Duration AT_LEAST_EVERY = Duration.ofMinutes(1);

    private static final Duration SOON = Duration.ofMillis(100);

    private final OperatorClient client;
    private final OperatorSettings settings;
    private final AuthorityRotation rotation;
    private final InstantSource clock;
    private final Telemetry telemetry;
    private final OngoingFailure damage;
    private final OwnDeployment deployment;
    private final CaSecretStore store;
    private final CaBundleWriter writer;
    private boolean isReplaced;

    CaRotationStep(OperatorContext context, AuthorityRotation rotation) {
        this.client = context.client();
        this.settings = context.settings();
        this.rotation = rotation;
        this.clock = context.clock();
        this.telemetry = context.telemetry();
        this.damage = new OngoingFailure(
                telemetry,
                "the Secret " + settings.secret() + " is damaged, and what is damaged is made anew",
                "the Secret " + settings.secret() + " is whole again");
        this.deployment = new OwnDeployment(client, settings);
        this.store = new CaSecretStore(client, deployment, settings);
        this.writer = new CaBundleWriter(client, settings.webhookConfiguration(), telemetry);
    }

    /**
     * Takes the step.
     *
     * @return when to take the next, if nothing happens before
     * @throws io.fabric8.kubernetes.client.KubernetesClientException where the API server refuses
     */
    synchronized Duration take() {
        boolean fromFiles = deployment.arguments() instanceof ServerArguments.CertificatesFromFiles;
        if (fromFiles && !isReplaced) {
            LOG.info("Our Deployment now starts servers with certificates from files: leaving the caBundle to them");
        }
        isReplaced = fromFiles;
        return isReplaced ? AT_LEAST_EVERY : take(WebhookCaBundles.among(client.webhookConfigurations(), settings));
    }

    private Duration take(WebhookCaBundles bundles) {
        writer.observe(bundles);
        CaSecret secret = store.read();
        AuthorityState before = read(secret);
        AuthorityState state = rotation.next(before, clock.instant(), trust(before, bundles));
        if (state.equals(before)) {
            return write(bundles, state);
        }
        return switch (store.write(secret, state)) {
            case UNWANTED -> {
                LOG.info(
                        "The Secret {} is gone, and our Deployment is going too or has another: leaving it so",
                        settings.secret());
                yield AT_LEAST_EVERY;
            }
            case CONFLICT -> SOON;
            case DONE -> {
                if (secret.secret().isEmpty()) {
                    LOG.warn("The Secret {} was gone; it is made anew", settings.secret());
                }
                tell(before, state);
                yield write(bundles, state);
            }
        };
    }

    private Duration write(WebhookCaBundles bundles, AuthorityState state) {
        return writer.write(bundles, state.bundle()) ? SOON : within(rotation.untilNextStep(state, clock.instant()));
    }

    private AuthorityRotation.Trust trust(AuthorityState before, WebhookCaBundles bundles) {
        boolean nobodyServes = before.current().isEmpty() && new ServingEndpoints(client, settings).areSurelyNone();
        return new AuthorityRotation.Trust(
                writer.writable(bundles).trustedByAll(),
                bundles.trustedByAny(),
                nobodyServes ? AuthorityRotation.Servers.NONE : AuthorityRotation.Servers.MAYBE);
    }

    private AuthorityState read(CaSecret secret) {
        AuthorityRecord.Reading reading = secret.read();
        if (reading.damage().isEmpty()) {
            damage.settle();
        } else {
            damage.report(String.join("; ", reading.damage()));
        }
        return reading.state();
    }

    private void tell(AuthorityState before, AuthorityState state) {
        Optional<CertificateAuthority> next =
                next(state).filter(made -> !next(before).equals(Optional.of(made)));
        next.ifPresent(made -> LOG.info("Made {}, which signs once every API server knows it", made));
        Optional<CertificateAuthority> current =
                state.current().filter(signer -> !before.current().equals(Optional.of(signer)));
        current.ifPresent(signer -> LOG.info("{} signs from now on", signer));
        if (current.isPresent() && before.current().isPresent()) {
            telemetry.certificates().rotated(CertificateKind.CA);
        }
    }

    private static Optional<CertificateAuthority> next(AuthorityState state) {
        return state.next().map(AuthorityState.Announced::authority);
    }

    private static Duration within(Duration wanted) {
        Duration latest = wanted.compareTo(AT_LEAST_EVERY) > 0 ? AT_LEAST_EVERY : wanted;
        return latest.compareTo(SOON) < 0 ? SOON : latest;
    }
}
