/** What is shipped: the libraries, the image's bill of materials, and the workflows that make them. */
@NullMarked
package dev.probebypass.shipped;

import org.jspecify.annotations.NullMarked;
