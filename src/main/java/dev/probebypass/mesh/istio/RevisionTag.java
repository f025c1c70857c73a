package dev.probebypass.mesh.istio;

import dev.probebypass.objects.ClusterObject;
import java.util.Optional;

/** A revision tag, and the revision it points to. */
record RevisionTag(String name, String revision) {

    /** The label that names a tag, on the objects that Istio makes for one. */
    static final String TAG = "istio.io/tag";

    /** The tag that an object of Istio's (a MutatingWebhookConfiguration, or a Service) stands for, if it does. */
    static Optional<RevisionTag> of(ClusterObject object) {
        return object.label(TAG)
                .flatMap(tag -> object.label(IstioSelection.REVISION).map(revision -> new RevisionTag(tag, revision)));
    }
}
