/**
 * How log lines look and where they go: one line per event on standard error, in UTF-8, as text or as JSON. Logback is
 * set up here, in code: reading a configuration file would cost time at every start.
 */
@NullMarked
package dev.probebypass.logging;

import org.jspecify.annotations.NullMarked;
