package dev.probebypass.inject;

import java.util.List;

/**
 * Manifests with annotations in them.
 *
 * @param notes what could not be done as somebody would expect, one sentence each
 */
public record Injected(String text, List<String> notes) {

    public Injected {
        notes = List.copyOf(notes);
    }
}
