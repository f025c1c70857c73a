/**
 * The trials of {@code check}: pods that an API server creates in dry runs, and what comes back of them. They say whether new
 * pods get our annotation, which of a mesh's configurations the servers see, and which webhook configurations call them.
 */
@NullMarked
package dev.probebypass.check;

import org.jspecify.annotations.NullMarked;
