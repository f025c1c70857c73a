/** Text that came from outside, made fit for where it goes: to be shown to people, or to name an object in a request. Everybody may use it. */
@NullMarked
package dev.probebypass.text;

import org.jspecify.annotations.NullMarked;
