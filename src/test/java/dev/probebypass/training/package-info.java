/**
 * Trains the JDK's AOT cache while the image is built: the product as its own process, against enough of an API server for it
 * to become ready, with informers, operator and warm-up as in a cluster. Nothing of it is in the image.
 */
@NullMarked
package dev.probebypass.training;

import org.jspecify.annotations.NullMarked;
