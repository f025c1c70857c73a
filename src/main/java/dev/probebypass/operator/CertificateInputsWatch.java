package dev.probebypass.operator;

import dev.probebypass.certificate.AuthorityRecord;
import dev.probebypass.certificate.AuthorityState;
import dev.probebypass.certificate.ReplicaCertificate;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A watch of the inputs of this replica's certificate: the Secret, the caBundle, and whether there is a webhook configuration at
 * all. It hears of changes at once by watches, and asks every minute, in case a watch has died or the machine has slept.
 */
final class CertificateInputsWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CertificateInputsWatch.class);

    private static final int RETRY_SECONDS = 2;

    private final ScheduledExecutorService thread;
    private final OperatorClient client;
    private final OperatorSettings settings;
    private final ReplicaCertificate certificate;
    private final OngoingFailure failures;
    private final List<OperatorClient.Watch> watches = new ArrayList<>();
    private volatile Optional<Boolean> registered = Optional.empty();

    private CertificateInputsWatch(
            ScheduledExecutorService thread, OperatorContext context, ReplicaCertificate certificate) {
        this.thread = thread;
        this.client = context.client();
        this.settings = context.settings();
        this.certificate = certificate;
        this.failures = new OngoingFailure(
                context.telemetry(),
                "the certificate's Secret and caBundle can't be read",
                "the certificate's Secret and caBundle can be read again");
    }

    /** Begins on a thread that is closed with it. */
    static CertificateInputsWatch start(
            ScheduledExecutorService thread, OperatorContext context, ReplicaCertificate certificate) {
        CertificateInputsWatch watch = new CertificateInputsWatch(thread, context, certificate);
        watch.watch(context);
        thread.execute(watch::askUntilAnswered);
        var _ = thread.scheduleWithFixedDelay(watch::ask, 1, 1, TimeUnit.MINUTES);
        return watch;
    }

    private void watch(OperatorContext context) {
        watches.add(client.watchSecret(
                settings.namespace(),
                settings.secret(),
                listener(
                        this::learn,
                        new OngoingFailure(
                                context.telemetry(),
                                "the certificate's Secret can't be followed",
                                "the certificate's Secret is followed again"))));
        watches.add(client.watchWebhookConfiguration(
                settings.webhookConfiguration(),
                listener(
                        configuration -> configuration.ifPresentOrElse(this::see, this::lookLater),
                        new OngoingFailure(
                                context.telemetry(),
                                "the webhook configuration can't be followed",
                                "the webhook configuration is followed again"))));
    }

    private void ask() {
        try {
            learn(client.secret(settings.namespace(), settings.secret()));
            look();
            certificate.get();
            failures.settle();
        } catch (RuntimeException problem) { // or nobody would ask again
            failures.report(problem);
        }
    }

    /** Only the API server's own word that the configuration is not there counts as such. */
    private void look() {
        client.webhookConfiguration(settings.webhookConfiguration()).ifPresentOrElse(this::see, this::miss);
    }

    private void lookLater() {
        thread.execute(() -> {
            try {
                look();
            } catch (RuntimeException problem) { // or nobody would ask again
                failures.report(problem);
            }
        });
    }

    private void askUntilAnswered() {
        ask();
        if (registered.isEmpty()) {
            var _ = thread.schedule(this::askUntilAnswered, RETRY_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** What is lost or damaged is about to be mended; until then what was known still holds. */
    private void learn(Optional<Secret> secret) {
        AuthorityRecord.Reading reading = new CaSecret(secret).read();
        AuthorityState state = reading.state();
        if (reading.damage().isEmpty()
                && (state.current().isPresent() || state.next().isPresent())) {
            certificate.learn(state);
        }
    }

    private synchronized void see(MutatingWebhookConfiguration configuration) {
        if (registered.equals(Optional.of(false))) {
            LOG.info("The webhook configuration {} is back", settings.webhookConfiguration());
        }
        registered = Optional.of(true);
        certificate.see(WebhookCaBundle.of(configuration).trustedByAll());
    }

    private synchronized void miss() {
        if (!registered.equals(Optional.of(false))) {
            LOG.warn(
                    "There is no webhook configuration {}: nobody calls this server, and pods are created as they come. It is ready for when there is one again",
                    settings.webhookConfiguration());
        }
        registered = Optional.of(false);
        certificate.miss();
    }

    /** Whether the webhook configuration is there, as far as is known; where nothing is, it is taken to be. */
    boolean isRegistered() {
        return registered.orElse(true);
    }

    private static <T> OperatorClient.Listener<T> listener(Consumer<Optional<T>> changed, OngoingFailure failures) {
        return new OperatorClient.Listener<>() {
            @Override
            public void changed(Optional<T> object) {
                failures.settle();
                changed.accept(object);
            }

            @Override
            public void failed(Throwable problem) {
                failures.report(problem);
            }
        };
    }

    @Override
    public void close() {
        thread.shutdownNow();
        watches.forEach(OperatorClient.Watch::close);
    }
}
