/** Holds what the documents say against what the code does. */
@NullMarked
package dev.probebypass.documentation;

import org.jspecify.annotations.NullMarked;
