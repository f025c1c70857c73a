package dev.probebypass.certificate;

import java.time.Duration;

/**
 * How long things last.
 *
 * @param authorityLife of a certificate authority
 * @param leafLife of a server's certificate
 * @param overlapWait how long an authority must have been in the caBundle before it signs, so that every API server knows it
 */
public record RotationPolicy(Duration authorityLife, Duration leafLife, Duration overlapWait) {}
