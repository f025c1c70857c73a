package dev.probebypass.cluster;

/**
 * A way into a pod: a Service routes to one of its ports.
 *
 * @param service the Service's name
 * @param port the pod's port, from 1 to 65535
 */
public record Route(String service, int port) {}
