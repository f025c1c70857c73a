package dev.probebypass.serving;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Resources that are closed together, the last that was opened first. One whose closing fails keeps no other open.
 *
 * <p>Meant for try-with-resources: what was opened is closed when a later one can't be, and outlives the block when it is handed
 * over.
 */
final class ResourceStack implements Resource {

    private final Deque<Resource> resources = new ArrayDeque<>();

    /** Takes a resource, and returns it. */
    <R extends Resource> R push(R resource) {
        resources.push(resource);
        return resource;
    }

    /** Moves all of them to another stack; this one is empty then. */
    ResourceStack handOver() {
        ResourceStack heir = new ResourceStack();
        heir.resources.addAll(resources);
        resources.clear();
        return heir;
    }

    /** Closes all of them. The first failure is thrown, with those that follow as suppressed ones. */
    @Override
    public void close() {
        Resource last = resources.poll();
        if (last != null) {
            try (ResourceStack _ = this) {
                last.close();
            }
        }
    }
}
