/**
 * What an operator says on the command line and in the environment, as records. One table ({@link
 * dev.probebypass.settings.Settings}) holds every name, default and description; whatever is wrong is reported at once.
 */
@NullMarked
package dev.probebypass.settings;

import org.jspecify.annotations.NullMarked;
