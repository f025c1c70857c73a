package dev.probebypass.operator;

import dev.probebypass.certificate.AuthorityRecord;
import dev.probebypass.certificate.AuthorityState;
import dev.probebypass.certificate.ReplicaCertificate;
import dev.probebypass.telemetry.Telemetry;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells this replica's certificate what the Secret and the caBundle hold, and whether there is a webhook configuration at all: at
 * once by watches, and every minute by asking, in case a watch has died or the machine has slept.
 */
final class CertificateInputsWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CertificateInputsWatch.class);
    private static final int RETRY_SECONDS = 2;

    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform().daemon().name("certificate-watch").factory(),
            new ThreadPoolExecutor.DiscardPolicy());
    private final OperatorClient cluster;
    private final ReplicaCertificate certificate;
    private final FailureLog complaints;
    private final List<SharedIndexInformer<?>> informers;
    private volatile Optional<Boolean> registered = Optional.empty();

    private CertificateInputsWatch(OperatorClient cluster, ReplicaCertificate certificate, Telemetry telemetry) {
        this.cluster = cluster;
        this.certificate = certificate;
        this.complaints = new FailureLog(
                telemetry,
                "the certificate's Secret and caBundle can't be read",
                "the certificate's Secret and caBundle can be read again");
        this.informers = List.of(
                informer(
                        cluster.secret(),
                        this::learn,
                        new FailureLog(
                                telemetry,
                                "the certificate's Secret can't be followed",
                                "the certificate's Secret is followed again")),
                informer(
                        cluster.configuration(),
                        configuration -> configuration.ifPresentOrElse(this::see, this::lookLater),
                        new FailureLog(
                                telemetry,
                                "the webhook configuration can't be followed",
                                "the webhook configuration is followed again")));
    }

    static CertificateInputsWatch start(OperatorClient cluster, ReplicaCertificate certificate, Telemetry telemetry) {
        CertificateInputsWatch lookout = new CertificateInputsWatch(cluster, certificate, telemetry);
        lookout.informers.forEach(SharedIndexInformer::start);
        lookout.thread.execute(lookout::askUntilAnswered);
        var _ = lookout.thread.scheduleWithFixedDelay(lookout::ask, 1, 1, TimeUnit.MINUTES);
        return lookout;
    }

    private void ask() {
        try {
            learn(Optional.ofNullable(cluster.secret().get()));
            look();
            certificate.get();
            complaints.settle();
        } catch (RuntimeException problem) { // or nobody would ask again
            complaints.report(problem);
        }
    }

    /** Only the API server's own word that the configuration is not there counts as such. */
    private void look() {
        Optional<MutatingWebhookConfiguration> configuration =
                Optional.ofNullable(cluster.configuration().get());
        configuration.ifPresentOrElse(this::see, this::miss);
    }

    private void lookLater() {
        thread.execute(() -> {
            try {
                look();
            } catch (RuntimeException problem) { // or nobody would ask again
                complaints.report(problem);
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
            LOG.info(
                    "The webhook configuration {} is back",
                    configuration.getMetadata().getName());
        }
        registered = Optional.of(true);
        certificate.see(WebhookCaBundle.of(configuration).trustedByAll());
    }

    private synchronized void miss() {
        if (!registered.equals(Optional.of(false))) {
            LOG.warn(
                    "There is no webhook configuration {}: nobody calls this server, and pods are created as they come. It is ready for when there is one again",
                    cluster.settings().webhookConfiguration());
        }
        registered = Optional.of(false);
        certificate.miss();
    }

    /** Whether the webhook configuration is there, as far as is known; where nothing is, it is taken to be. */
    boolean isRegistered() {
        return registered.orElse(true);
    }

    private static <T extends HasMetadata> SharedIndexInformer<T> informer(
            Resource<T> resource, Consumer<Optional<T>> changed, FailureLog complaints) {
        Consumer<Optional<T>> heard = object -> {
            complaints.settle();
            changed.accept(object);
        };
        return resource.runnableInformer(0)
                .exceptionHandler((_, problem) -> {
                    complaints.report(problem);
                    return true; // whatever it is, it may pass
                })
                .addEventHandler(new ResourceEventHandler<>() {
                    @Override
                    public void onAdd(T added) {
                        heard.accept(Optional.of(added));
                    }

                    @Override
                    public void onUpdate(@Nullable T before, T after) {
                        heard.accept(Optional.of(after));
                    }

                    @Override
                    public void onDelete(T deleted, boolean finalStateUnknown) {
                        heard.accept(Optional.empty());
                    }
                });
    }

    @Override
    public void close() {
        thread.shutdownNow();
        informers.forEach(SharedIndexInformer::stop);
    }
}
