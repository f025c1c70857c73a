package dev.probebypass.pod;

/** The handler of a probe or a hook: a call that the kubelet makes over the network. */
record Call(Handler handler, PortReference port, Probe.Target target) {}
