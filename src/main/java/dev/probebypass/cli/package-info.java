/**
 * The command line. Each command is a class that reads its options and asks another room; how it ends is an exit code.
 */
@NullMarked
package dev.probebypass.cli;

import org.jspecify.annotations.NullMarked;
