/**
 * What there is to say of decisions, beside deciding them: what becomes of each pod, what was assumed, what has changed since
 * another explanation, and the forms it is written in. The JSON of {@code explain} and {@code check} is a promise, and has a type
 * for each of its objects.
 */
@NullMarked
package dev.probebypass.report;

import org.jspecify.annotations.NullMarked;
