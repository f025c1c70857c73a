/** Shows the main job to a newcomer: the real server, and real reviews of the example workloads. */
@NullMarked
package dev.probebypass.demonstration;

import org.jspecify.annotations.NullMarked;
