package dev.probebypass.manifests;

import com.fasterxml.jackson.core.JsonPointer;

/**
 * Where a pod stands in the input.
 *
 * @param file its path, or {@code standard input}
 * @param document which document of the file, from 1
 * @param object the object in the document: empty, or the item of a list
 * @param template the pod template in the object, empty if the object is a pod
 */
public record PodOrigin(String file, int document, JsonPointer object, JsonPointer template) {}
