/**
 * The command line: {@code serve}, {@code explain} and {@code version}. The only room that knows all the others, and where
 * they are wired together.
 */
@NullMarked
package dev.probebypass.cli;

import org.jspecify.annotations.NullMarked;
