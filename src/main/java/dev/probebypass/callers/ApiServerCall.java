package dev.probebypass.callers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.ObjectKey;
import dev.probebypass.objects.ObjectSize;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A Service that the API server calls.
 *
 * @param object what has it called, as users call that: {@code APIService v1beta1.metrics.k8s.io}, {@code mutating webhook rules}
 * @param service the Service
 * @param port of the Service, from 1 to 65535; 0 where what is written is no port
 */
record ApiServerCall(String object, ObjectKey service, int port) {

    /** The port of a reference that names none. */
    private static final int DEFAULT_PORT = 443;

    /** Those of a webhook configuration. */
    static Optional<List<ApiServerCall>> ofWebhooks(ClusterObject object) {
        return some(StreamSupport.stream(object.json().path("webhooks").spliterator(), false)
                .flatMap(webhook -> of(describe(object), webhook.at("/clientConfig/service")).stream())
                .distinct()
                .toList());
    }

    private static String describe(ClusterObject webhooks) {
        boolean mutate = webhooks.kind().equals(ClusterObject.MUTATING_WEBHOOK_CONFIGURATION);
        return (mutate ? "mutating webhook " : "validating webhook ")
                + webhooks.key().name();
    }

    /** That of an APIService. */
    static Optional<List<ApiServerCall>> ofApiService(ClusterObject object) {
        String name = object.kind() + " " + object.key().name();
        return some(of(name, object.json().at("/spec/service")).stream().toList());
    }

    private static Optional<List<ApiServerCall>> some(List<ApiServerCall> calls) {
        return Optional.of(calls).filter(any -> !any.isEmpty());
    }

    private static Optional<ApiServerCall> of(String object, JsonNode service) {
        ObjectKey key = ObjectKey.of(
                service.path("namespace").asText(), service.path("name").asText());
        return key.name().isEmpty()
                ? Optional.empty()
                : Optional.of(new ApiServerCall(object, key, port(service.path("port"))));
    }

    private static int port(JsonNode port) {
        return port.isNumber() ? port.asInt() : DEFAULT_PORT;
    }

    /** Whether it is a call of that Service by that port. */
    boolean isOf(String namespace, String name, int number) {
        return port == number && service.name().equals(name) && service.isIn(namespace);
    }

    /** The bytes of memory that they take, estimated. */
    static long size(List<ApiServerCall> calls) {
        return calls.stream()
                .mapToLong(call -> ObjectSize.OBJECT
                        + ObjectSize.text(call.object)
                        + call.service.namespace().map(ObjectSize::text).orElse(0L)
                        + ObjectSize.text(call.service.name()))
                .sum();
    }
}
