package dev.probebypass.operator;

import dev.probebypass.telemetry.Telemetry;
import java.time.InstantSource;

/** The surroundings of a reconciler: the cluster, the settings, the time, and where it reports. */
record OperatorContext(OperatorClient client, OperatorSettings settings, InstantSource clock, Telemetry telemetry) {}
