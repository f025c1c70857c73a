/**
 * The certificate the server shows: read from PEM files, or signed here by an authority of our own, asked for at every
 * handshake, so that a new one serves without a restart. Which authority signs, and which are still trusted, is decided
 * here too ({@link dev.probebypass.certificate.AuthorityRotation}); where they are kept is for others to say.
 */
@NullMarked
package dev.probebypass.certificate;

import org.jspecify.annotations.NullMarked;
