/**
 * What operators see: the name of every metric, the keys of log lines, and the registry behind {@code /metrics}. The other
 * rooms say what happened; how it is counted and written is decided here.
 */
@NullMarked
package dev.probebypass.telemetry;

import org.jspecify.annotations.NullMarked;
