package dev.probebypass.callers;

import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.KindStore;
import dev.probebypass.objects.StoreBudget;
import dev.probebypass.objects.WatchedKind;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The kinds of objects that say who calls ports. */
public final class CallerStores {

    private static final List<List<String>> OF_WEBHOOKS = reference("webhooks", "clientConfig", "service");

    private CallerStores() {}

    /** An empty store for each of them, all with one budget for what they keep. */
    public static List<KindStore<?, Callers>> create(StoreBudget budget) {
        return List.of(
                monitors(budget, Monitor.Kind.SERVICES),
                monitors(budget, Monitor.Kind.PODS),
                calls(
                        budget,
                        WatchedKind.clusterWide(
                                "admissionregistration.k8s.io",
                                "ValidatingWebhookConfiguration",
                                "validatingwebhookconfigurations"),
                        OF_WEBHOOKS,
                        ApiServerCall::ofWebhooks),
                calls(budget, WatchedKind.MUTATING_WEBHOOK_CONFIGURATIONS, OF_WEBHOOKS, ApiServerCall::ofWebhooks),
                calls(
                        budget,
                        WatchedKind.clusterWide("apiregistration.k8s.io", "APIService", "apiservices"),
                        reference("spec", "service"),
                        ApiServerCall::ofApiService));
    }

    private static KindStore<Monitor, Callers> monitors(StoreBudget budget, Monitor.Kind kind) {
        return new KindStore<>(
                budget,
                kind.watched(),
                kind.fields(),
                kind::read,
                Monitor::size,
                Monitor::essence,
                Callers::ofMonitors);
    }

    private static KindStore<List<ApiServerCall>, Callers> calls(
            StoreBudget budget,
            WatchedKind kind,
            List<List<String>> fields,
            Function<ClusterObject, Optional<List<ApiServerCall>>> reader) {
        return new KindStore<>(
                budget, kind, fields, reader, ApiServerCall::size, _ -> Optional.empty(), Callers::ofApiServer);
    }

    /** A reference to a Service, and nothing beside it: authorities and certificates are not read. */
    private static List<List<String>> reference(String... path) {
        return Stream.of("namespace", "name", "port")
                .map(field -> Stream.concat(Stream.of(path), Stream.of(field)).toList())
                .toList();
    }
}
