/** Tests that hold the whole of the project rather than one room. */
@NullMarked
package dev.probebypass;

import org.jspecify.annotations.NullMarked;
