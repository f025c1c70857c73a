/** What holds for every pod, shown on pods nobody thought of. */
@NullMarked
package dev.probebypass.generated;

import org.jspecify.annotations.NullMarked;
