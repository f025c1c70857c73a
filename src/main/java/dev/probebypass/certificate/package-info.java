/**
 * The certificate the server shows: read from PEM files or made here, asked for at every handshake, so that a new one
 * serves without a restart.
 */
@NullMarked
package dev.probebypass.certificate;

import org.jspecify.annotations.NullMarked;
