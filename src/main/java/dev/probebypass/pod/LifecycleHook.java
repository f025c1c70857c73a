package dev.probebypass.pod;

/**
 * A {@code postStart} or {@code preStop} hook that the kubelet makes over the network.
 *
 * @param event {@code postStart} or {@code preStop}
 */
public record LifecycleHook(String event, Call call) {}
