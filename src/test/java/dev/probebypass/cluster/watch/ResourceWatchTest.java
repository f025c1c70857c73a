package dev.probebypass.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.objects.ObjectKey;
import dev.probebypass.testing.SettableClock;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.VersionInfo;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ExceptionHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Follows by informers of the test's own: one after the other, as the watch asks for them. */
class ResourceWatchTest {

    private static final ObjectSink NOWHERE = new ObjectSink() {
        @Override
        public void put(ObjectKey key, JsonNode object) {}

        @Override
        public void remove(ObjectKey key) {}
    };

    private final SettableClock clock = new SettableClock();
    private final RecordingListener listener = new RecordingListener();
    private final List<BooleanSupplier> informers = new ArrayList<>();
    private final List<ExceptionHandler> handlers = new ArrayList<>();
    private final Config config = new ConfigBuilder(Config.empty()).build();
    private final List<Boolean> streamed = new ArrayList<>();
    private boolean neverLists;
    private final ResourceWatch watch = new ResourceWatch(
            new WatchedResources.Query("Thing", "things", "things", informable(), lists(), "https://example.com/"),
            NOWHERE,
            listener,
            Runnable::run,
            clock);

    @Test
    void isSyncedAgainAfterAnInformerThatFailsForEver() {
        informers.add(() -> true);
        watch.start();
        watch.check();
        assertThat(watch.state().synced()).isTrue();

        informers.set(0, () -> false);
        informers.add(() -> true);
        for (int second = 0; second < 15; second++) {
            clock.advance(Duration.ofSeconds(1));
            handlers.getFirst().retryAfterException(true, new IllegalStateException("again"));
            watch.check();
        }

        assertThat(handlers).as("informers").hasSize(2);
        assertThat(watch.state().synced()).isTrue();
        assertThat(watch.state().lastError()).isEmpty();
    }

    @Test
    void isSyncedAgainAfterAnInformerThatCanNotSayHowItFares() {
        informers.add(() -> true);
        watch.start();
        watch.check();

        informers.set(0, () -> {
            throw new IllegalStateException("between two watches");
        });
        informers.add(() -> true);
        for (int second = 0; second < 15; second++) {
            clock.advance(Duration.ofSeconds(1));
            watch.check();
        }

        assertThat(watch.state().synced()).isTrue();
    }

    @Test
    void triesAgainWhereNoInformerCouldBeMade() {
        watch.start();
        assertThat(watch.state().synced()).isFalse();

        informers.add(() -> true);
        clock.advance(ResourceWatch.SILENT.plusSeconds(1));
        watch.check();

        assertThat(watch.state().synced()).isTrue();
    }

    /** Of an API server of Kubernetes 1.34. */
    private FirstLists lists() {
        VersionInfo version =
                new VersionInfo.Builder().withMajor("1").withMinor("34+").build();
        return new FirstLists(proxy(
                KubernetesClient.class,
                method -> Optional.of(method.equals("getKubernetesVersion") ? version : config)));
    }

    /** One that streams its lists tells nobody of a connection that is refused. */
    @Test
    void saysThatItIsGoneWhereTheInformerDoesNot() {
        informers.add(() -> true);
        watch.start();
        watch.check();

        informers.set(0, () -> false);
        informers.add(() -> false);
        neverLists = true;
        clock.advance(ResourceWatch.GONE.plusSeconds(1));
        watch.check();

        assertThat(handlers).as("informers").hasSize(2);
        assertThat(watch.state().synced()).isFalse();
        assertThat(watch.state().lastError()).isPresent();
    }

    /** A first list that begins and never ends is an error too, told once however often it is begun again. */
    @Test
    void saysOnceThatAFirstListNeverComes() {
        neverLists = true;
        informers.add(() -> true);
        informers.add(() -> true);
        informers.add(() -> true);
        watch.start();

        clock.advance(ResourceWatch.GONE);
        watch.check();
        assertThat(watch.state().lastError()).as("while it may still come").isEmpty();
        clock.advance(Duration.ofSeconds(1));
        watch.check();
        clock.advance(ResourceWatch.GONE.plusSeconds(1));
        watch.check();

        assertThat(handlers).as("informers").hasSize(3);
        assertThat(watch.state().synced()).isFalse();
        assertThat(watch.firstAnswer()).isCompleted();
        assertThat(listener.linesAbout("things"))
                .containsExactly("lost things: IllegalStateException: nothing has come for too long");
    }

    @Test
    void listsInPagesAtOnceWhereStreamsAreRefused() {
        informers.add(() -> false);
        informers.add(() -> true);
        watch.start();

        handlers.getFirst().retryAfterException(false, new KubernetesClientException("sendInitialEvents is forbidden"));
        watch.check();

        assertThat(handlers).as("informers").hasSize(2);
        assertThat(watch.state().lastError()).isEmpty();
        assertThat(streamed).containsExactly(true, false);
    }

    @SuppressWarnings("unchecked")
    private Informable<GenericKubernetesResource> informable() {
        return proxy(Informable.class, method -> Optional.of(next()));
    }

    @SuppressWarnings("unchecked")
    private SharedIndexInformer<GenericKubernetesResource> next() {
        int mine = handlers.size();
        streamed.add(config.isWatchList());
        if (mine >= informers.size()) {
            throw new IllegalStateException("no informer");
        }
        CompletableFuture<@Nullable Void> listed =
                neverLists ? new CompletableFuture<>() : CompletableFuture.completedFuture(null);
        return (SharedIndexInformer<GenericKubernetesResource>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SharedIndexInformer.class}, (self, method, arguments) -> {
                    switch (method.getName()) {
                        case "exceptionHandler" -> handlers.add((ExceptionHandler) arguments[0]);
                        case "isWatching" -> {
                            return informers.get(mine).getAsBoolean();
                        }
                        case "start" -> {
                            return listed;
                        }
                        case "lastSyncResourceVersion" -> {
                            return "1";
                        }
                        default -> {}
                    }
                    return method.getReturnType().isInstance(self) ? self : null;
                });
    }

    private interface Answer {
        Optional<Object> to(String method);
    }

    @SuppressWarnings("unchecked")
    private <T> T proxy(Class<T> type, Answer answer) {
        return (T) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {type},
                (_, method, _) -> answer.to(method.getName()).orElseThrow());
    }
}
