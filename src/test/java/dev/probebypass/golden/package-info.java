/**
 * The decisions as a reader of the specification expects them: one folder for each sentence under {@code
 * src/test/resources/golden}, and what must hold for every one of them.
 */
@NullMarked
package dev.probebypass.golden;

import org.jspecify.annotations.NullMarked;
