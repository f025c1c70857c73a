package dev.probebypass.mesh;

/**
 * A list of ports that a mesh leaves alone, and the annotation that holds it.
 *
 * @param annotation the annotation's key
 * @param written whether the pod has the annotation, be it an empty one
 * @param ports the list in force: the annotation's, else what holds for the whole mesh
 */
public record Exclusion(String annotation, boolean written, PortList ports) {}
