/** The names that users and we write on Kubernetes objects. Everybody may use them. */
@NullMarked
package dev.probebypass.names;

import org.jspecify.annotations.NullMarked;
