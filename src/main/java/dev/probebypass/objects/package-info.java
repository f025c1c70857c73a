/** Kubernetes objects as the rooms that decide read them: a kind, a key and JSON; and selectors of labels. */
@NullMarked
package dev.probebypass.objects;

import org.jspecify.annotations.NullMarked;
