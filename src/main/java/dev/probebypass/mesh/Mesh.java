package dev.probebypass.mesh;

import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.ObjectStore;
import dev.probebypass.objects.StoreBudget;
import dev.probebypass.pod.Container;
import dev.probebypass.routes.RouteSource;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A service mesh that puts a sidecar into pods and redirects their traffic to it. */
public interface Mesh {

    /** The mesh's name as users write it, in lower case. */
    String name();

    /** The mesh's name as its own pages write it, for sentences. */
    String displayName();

    /** The API group of its own kinds of objects, and what the names of its other groups end in; none of them makes pods. */
    String apiGroup();

    /** The namespaces where it is usually installed. */
    List<String> namespaces();

    /** What the installation's settings may say of it where its configuration can't be seen. */
    List<MeshSetting> settings();

    /** A heading for those settings. */
    String settingsTitle();

    /** What a command assumes that has no cluster to look at, in sentences without the last full stop. */
    String assumption();

    /** The keys of the annotations of pods that it knows in the domains that are its own. */
    List<String> annotations();

    /** The keys of the labels of pods by which it takes them. */
    List<String> labels();

    /** The name of the ConfigMap that holds a configuration of that name. */
    String configMapOf(String configuration);

    /** What is wrong with such a ConfigMap, in a sentence without a capital or a full stop; empty if it can be read. */
    Optional<String> problem(ClusterObject configMap);

    /** A configuration of that name in a sentence, such as {@code Linkerd's configuration}. */
    String describe(String configuration);

    /** What puts its sidecars into pods. */
    Injectors injectors();

    /** Whether a container is the mesh's own. */
    boolean owns(Container container);

    /** Whether a file, or the key of a Secret or ConfigMap, of that name holds a certificate by which its sidecars know each other. */
    boolean hasCertificate(String name);

    /** What decisions about its pods read. */
    Interest interest();

    /** The sources that know ways into pods by the mesh's own objects: an empty store for each, with that budget. */
    List<ObjectStore<RouteSource>> routeStores(StoreBudget budget);

    /**
     * A store of what the mesh's objects in a cluster say, empty at first.
     *
     * @param budget for what is kept of its policies
     * @param listener hears what is new in them
     * @param clock says since when something is wrong
     */
    MeshStore store(MeshSettings settings, StoreBudget budget, MeshListener listener, InstantSource clock);
}
