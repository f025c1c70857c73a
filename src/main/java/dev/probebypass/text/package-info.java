/** Text that came from outside, made fit to be shown to people. Everybody may use it. */
@NullMarked
package dev.probebypass.text;

import org.jspecify.annotations.NullMarked;
