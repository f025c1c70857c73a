/** What tests of several rooms share: a clock that they move, Istio's injector and its webhook configuration, trust in certificates, and patience with other threads and processes. */
@NullMarked
package dev.probebypass.testing;

import org.jspecify.annotations.NullMarked;
