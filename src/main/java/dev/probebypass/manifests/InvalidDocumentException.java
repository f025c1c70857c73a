package dev.probebypass.manifests;

/** Thrown when a document can't be read. The message says what is wrong, and at which line and column where that is known. */
public final class InvalidDocumentException extends Exception {

    private final int document;

    /**
     * @param document which one of its text, from 1
     */
    InvalidDocumentException(int document, String message) {
        super(message, null, false, false);
        this.document = document;
    }

    int document() {
        return document;
    }
}
