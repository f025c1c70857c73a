package dev.probebypass.routes;

import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.ObjectCache;
import dev.probebypass.objects.ObjectKey;
import dev.probebypass.objects.ObjectStore;
import dev.probebypass.objects.Sized;
import dev.probebypass.objects.StoreBudget;
import dev.probebypass.objects.WatchedKind;
import java.util.List;
import java.util.Optional;

/**
 * A store of EndpointSlices, but for those that follow a Service's selector: mirrored ones and those written by hand. Files may
 * have any of them, and Endpoints too.
 */
final class EndpointStore implements ObjectStore<RouteSource> {

    private static final WatchedKind KIND = new WatchedKind(
            "discovery.k8s.io",
            "v1",
            Slice.ENDPOINT_SLICE,
            "endpointslices",
            true,
            Optional.of("endpointslice.kubernetes.io/managed-by!=endpointslice-controller.k8s.io"));

    private final ObjectCache<Sized<Slice>, RouteSource> slices;

    EndpointStore(StoreBudget budget) {
        slices = Sized.cache(budget, Endpoints::new);
    }

    @Override
    public List<WatchedKind> kinds() {
        return List.of(KIND);
    }

    @Override
    public List<List<String>> fields() {
        return List.of(
                List.of("ports"), List.of("endpoints", "targetRef", "kind"), List.of("endpoints", "targetRef", "name"));
    }

    @Override
    public void apply(ClusterObject object) {
        switch (object.kind()) {
            case Slice.ENDPOINT_SLICE -> set(object, Slice.ofEndpointSlice(object));
            case Slice.ENDPOINTS -> set(object, Slice.ofEndpoints(object));
            default -> {}
        }
    }

    @Override
    public void remove(String kind, ObjectKey key) {
        if (kind.equals(Slice.ENDPOINT_SLICE) || kind.equals(Slice.ENDPOINTS)) {
            slices.remove(key(kind, key));
        }
    }

    private void set(ClusterObject object, Slice slice) {
        slices.set(key(object.kind(), object.key()), Optional.of(Sized.of(object, slice)));
    }

    /** The two kinds may have objects of one name. */
    private static ObjectKey key(String kind, ObjectKey key) {
        return new ObjectKey(key.namespace(), kind + "/" + key.name());
    }

    @Override
    public void heardAll(String kind) {
        if (kind.equals(Slice.ENDPOINT_SLICE)) {
            slices.heardAll();
        }
    }

    @Override
    public ObjectCache.View<RouteSource> in(String namespace) {
        return slices.in(namespace);
    }
}
