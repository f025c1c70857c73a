package dev.probebypass.cluster;

import dev.probebypass.objects.ObjectKey;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** A cache of the Services that route to pods, by namespace. For several threads at once. */
final class ServiceCache {

    private final ConcurrentMap<String, OfNamespace> byNamespace = new ConcurrentHashMap<>();

    /** The Services of one namespace; the list is made when somebody asks, so that a first list of many costs no copies. */
    private static final class OfNamespace {

        private final TreeMap<String, Service> byName = new TreeMap<>();
        private Optional<List<Service>> list = Optional.of(List.of());

        synchronized void set(String name, Optional<Service> service) {
            service.ifPresentOrElse(present -> byName.put(name, present), () -> byName.remove(name));
            list = Optional.empty();
        }

        synchronized List<Service> list() {
            if (list.isEmpty()) {
                list = Optional.of(List.copyOf(byName.values()));
            }
            return list.get();
        }

        synchronized boolean isEmpty() {
            return byName.isEmpty();
        }
    }

    /** The Services of a namespace, by name; the list never changes. */
    List<Service> in(String namespace) {
        OfNamespace services = byNamespace.get(namespace);
        return services == null ? List.of() : services.list();
    }

    /** Puts a Service in the place of the one of that key, which is gone if there is none. */
    void set(ObjectKey key, Optional<Service> service) {
        byNamespace.compute(key.namespace(), (_, before) -> {
            OfNamespace services = before == null ? new OfNamespace() : before;
            services.set(key.name(), service);
            return services.isEmpty() ? null : services;
        });
    }
}
