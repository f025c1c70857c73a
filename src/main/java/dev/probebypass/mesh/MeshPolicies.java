package dev.probebypass.mesh;

import dev.probebypass.pod.Pod;

/** What a mesh's policies say of the pods of one namespace at one moment. It never changes. */
public interface MeshPolicies {

    /** Nothing is known of any. */
    MeshPolicies UNSEEN = new MeshPolicies() {
        @Override
        public PodPolicies of(Pod pod) {
            return PodPolicies.UNSEEN;
        }

        @Override
        public boolean isWhole() {
            return true;
        }
    };

    /** What they say of a pod. */
    PodPolicies of(Pod pod);

    /** Whether nothing was dropped of what there may be. */
    boolean isWhole();
}
