package dev.probebypass.operator;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A cluster in memory: objects with uids and resourceVersions, conflicts, refusals, managed fields, and watches that are told at
 * once, by the thread that changes something.
 */
final class FakeCluster implements OperatorClient {

    private final Map<String, HasMetadata> objects = new TreeMap<>();
    private final Map<String, List<Listener<HasMetadata>>> watches = new HashMap<>();
    private final Map<String, Integer> refusals = new HashMap<>();
    private final Map<String, Runnable> races = new HashMap<>();
    private final List<EndpointSlice> slices = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<String> writes = new ArrayList<>();
    private int version;

    // What a test does.

    /** Has the object be there, as if somebody else had written it. */
    void put(HasMetadata object) {
        HasMetadata stored = Serialization.clone(object);
        String uid = find(key(object))
                .map(before -> before.getMetadata().getUid())
                .orElseGet(() -> UUID.randomUUID().toString());
        stored.getMetadata().setUid(uid);
        stored.getMetadata().setResourceVersion(Integer.toString(++version));
        objects.put(key(object), stored);
        tell(key(object), Optional.of(stored));
    }

    void remove(HasMetadata object) {
        objects.remove(key(object));
        tell(key(object), Optional.empty());
    }

    void add(EndpointSlice slice) {
        slices.add(slice);
    }

    /**
     * Refuses a call from now on.
     *
     * @param call a verb and a kind, and maybe a name, such as "apply MutatingWebhookConfiguration ours"
     * @param code 0 for an API server that can't be reached
     */
    void refuse(String call, int code) {
        refusals.put(call, code);
    }

    void allow(String call) {
        refusals.remove(call);
    }

    /** Has something happen once, just before a call is answered. */
    void before(String call, Runnable what) {
        races.put(call, what);
    }

    /** Interrupts the watches of a kind. */
    void interrupt(String kind) {
        watches.forEach((key, listeners) -> {
            if (key.startsWith(kind + " ")) {
                listeners.forEach(listener -> listener.failed(new KubernetesClientException("the watch was closed")));
            }
        });
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    /** The calls that changed something, such as "update Secret ca". */
    List<String> writes() {
        return List.copyOf(writes);
    }

    int openWatches() {
        return watches.values().stream().mapToInt(List::size).sum();
    }

    // What the operator does.

    @Override
    public List<MutatingWebhookConfiguration> webhookConfigurations() {
        answer("list MutatingWebhookConfiguration", "");
        return objects.values().stream()
                .filter(MutatingWebhookConfiguration.class::isInstance)
                .map(MutatingWebhookConfiguration.class::cast)
                .map(Serialization::clone)
                .toList();
    }

    @Override
    public Optional<MutatingWebhookConfiguration> webhookConfiguration(String name) {
        return get(MutatingWebhookConfiguration.class, name);
    }

    @Override
    public MutatingWebhookConfiguration apply(MutatingWebhookConfiguration fields) {
        String name = fields.getMetadata().getName();
        answer("apply MutatingWebhookConfiguration", name);
        MutatingWebhookConfiguration now = present(MutatingWebhookConfiguration.class, name);
        if (!now.getMetadata().getUid().equals(fields.getMetadata().getUid())) {
            throw refusal(409, "the uid is another");
        }
        MutatingWebhookConfiguration after = Serialization.clone(now);
        fields.getWebhooks().forEach(webhook -> merge(after, webhook));
        ManagedFieldsEntry us = new ManagedFieldsEntryBuilder()
                .withManager(OperatorSettings.FIELD_MANAGER)
                .build();
        List<ManagedFieldsEntry> managers = new ArrayList<>(after.getMetadata().getManagedFields());
        if (!managers.contains(us)) {
            managers.add(us);
        }
        after.getMetadata().setManagedFields(managers);
        write("apply", after);
        return Serialization.clone(after);
    }

    private static void merge(MutatingWebhookConfiguration into, MutatingWebhook webhook) {
        into.getWebhooks().stream()
                .filter(each -> each.getName().equals(webhook.getName()))
                .forEach(each -> each.getClientConfig()
                        .setCaBundle(webhook.getClientConfig().getCaBundle()));
    }

    @Override
    public void disown(MutatingWebhookConfiguration configuration) {
        MutatingWebhookConfiguration after = Serialization.clone(present(
                MutatingWebhookConfiguration.class, configuration.getMetadata().getName()));
        List<ManagedFieldsEntry> others = after.getMetadata().getManagedFields().stream()
                .filter(entry -> !OperatorSettings.FIELD_MANAGER.equals(entry.getManager()))
                .toList();
        if (others.size() < configuration.getMetadata().getManagedFields().size()) {
            after.getMetadata().setManagedFields(others);
            write("disown", after);
        }
    }

    @Override
    public Optional<Secret> secret(String namespace, String name) {
        return get(Secret.class, name);
    }

    @Override
    public void create(Secret secret) {
        answer("create Secret", secret.getMetadata().getName());
        if (objects.containsKey(key(secret))) {
            throw refusal(409, "there is one");
        }
        write("create", secret);
    }

    @Override
    public void update(Secret secret) {
        answer("update Secret", secret.getMetadata().getName());
        requireVersion(secret);
        write("update", secret);
    }

    @Override
    public Optional<Deployment> deployment(String namespace, String name) {
        return get(Deployment.class, name);
    }

    @Override
    public List<EndpointSlice> endpointSlices(String namespace, String service) {
        answer("list EndpointSlice", "");
        return List.copyOf(slices);
    }

    @Override
    public Optional<Lease> lease(String namespace, String name) {
        return get(Lease.class, name);
    }

    @Override
    public void delete(Lease lease) {
        answer("delete Lease", lease.getMetadata().getName());
        requireVersion(lease);
        writes.add("delete " + key(lease));
        remove(lease);
    }

    @Override
    public void create(Event event) {
        answer("create Event", "");
        events.add(event);
    }

    @Override
    public Watch watchSecret(String namespace, String name, Listener<Secret> listener) {
        return watch(Secret.class, name, listener);
    }

    @Override
    public Watch watchWebhookConfiguration(String name, Listener<MutatingWebhookConfiguration> listener) {
        return watch(MutatingWebhookConfiguration.class, name, listener);
    }

    private <T extends HasMetadata> Watch watch(Class<T> kind, String name, Listener<T> listener) {
        Listener<HasMetadata> any = new Listener<>() {
            @Override
            public void changed(Optional<HasMetadata> object) {
                listener.changed(object.map(kind::cast));
            }

            @Override
            public void failed(Throwable problem) {
                listener.failed(problem);
            }
        };
        List<Listener<HasMetadata>> listeners = watches.computeIfAbsent(key(kind, name), _ -> new ArrayList<>());
        listeners.add(any);
        return () -> listeners.remove(any);
    }

    private void tell(String key, Optional<HasMetadata> object) {
        watches.getOrDefault(key, List.of()).forEach(listener -> listener.changed(object.map(Serialization::clone)));
    }

    private <T extends HasMetadata> Optional<T> get(Class<T> kind, String name) {
        answer("get " + kind.getSimpleName(), name);
        return find(key(kind, name)).map(kind::cast).map(Serialization::clone);
    }

    private <T extends HasMetadata> T present(Class<T> kind, String name) {
        return find(key(kind, name)).map(kind::cast).orElseThrow(() -> refusal(404, name + " is not there"));
    }

    private Optional<HasMetadata> find(String key) {
        return Optional.ofNullable(objects.get(key));
    }

    private void write(String verb, HasMetadata object) {
        writes.add(verb + " " + key(object));
        put(object);
    }

    private void requireVersion(HasMetadata object) {
        HasMetadata now = find(key(object)).orElseThrow(() -> refusal(404, "it is not there"));
        if (!now.getMetadata().getResourceVersion().equals(object.getMetadata().getResourceVersion())) {
            throw refusal(409, "it has been changed");
        }
    }

    private void answer(String call, String name) {
        for (String each : List.of(call, call + " " + name)) {
            Optional.ofNullable(races.remove(each)).ifPresent(Runnable::run);
            Integer code = refusals.get(each);
            if (code != null) {
                throw code == 0
                        ? new KubernetesClientException("can't be reached")
                        : refusal(code, call + " is refused");
            }
        }
    }

    private static KubernetesClientException refusal(int code, String message) {
        return new KubernetesClientException(
                message,
                code,
                new StatusBuilder().withCode(code).withMessage(message).build());
    }

    private static String key(HasMetadata object) {
        return key(object.getClass(), object.getMetadata().getName());
    }

    private static String key(Class<?> kind, String name) {
        return kind.getSimpleName() + " " + name;
    }
}
