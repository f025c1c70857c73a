package dev.probebypass.admission;

/**
 * What the API server gets.
 *
 * @param status the HTTP status: 200 with an AdmissionReview, or 400 or 500 with one sentence of plain text
 * @param body in UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // written once and handed on; a copy per review would only cost
public record Answer(int status, byte[] body) {}
