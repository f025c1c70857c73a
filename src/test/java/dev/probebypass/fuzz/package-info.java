/**
 * What reads text from outside, fed with bytes that nobody thought of. A target is a class whose name ends in {@code Fuzz}; its
 * corpus is in {@code src/test/resources/fuzz}, and {@code .ci/fuzz} has Jazzer look for more.
 */
@NullMarked
package dev.probebypass.fuzz;

import org.jspecify.annotations.NullMarked;
