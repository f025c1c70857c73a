/**
 * The AdmissionReview: reads one, asks for a plan, and writes the answer. Whatever comes in, the pod gets created: an
 * answer allows it, or is an error that {@code failurePolicy: Ignore} passes over.
 */
@NullMarked
package dev.probebypass.admission;

import org.jspecify.annotations.NullMarked;
