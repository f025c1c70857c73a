/** What a review costs: benchmarks anyone can run, and the gate on what they allocate. */
@NullMarked
package dev.probebypass.benchmark;

import org.jspecify.annotations.NullMarked;
