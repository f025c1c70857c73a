package dev.probebypass.mesh;

import java.util.Optional;

/**
 * A list of ports that a mesh leaves alone, and the annotation that holds it.
 *
 * @param annotation the annotation's key
 * @param written whether the pod has the annotation, be it an empty one
 * @param ports the list in force: the annotation's, else what holds for the whole mesh
 * @param misread an element of the annotation that the mesh accepts and the pod's redirection then fails on
 */
public record Exclusion(String annotation, boolean written, PortList ports, Optional<String> misread) {}
