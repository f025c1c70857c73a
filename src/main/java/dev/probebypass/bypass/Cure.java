package dev.probebypass.bypass;

import dev.probebypass.bypass.Advice.Code;
import java.util.Optional;

/**
 * What to do about a port that stays in the mesh since routes lead to it.
 *
 * @param code what is to be said
 * @param caller who is known to call the port, for the sentence; empty where the routes say it all
 * @param text a sentence without a full stop
 */
record Cure(Code code, Optional<String> caller, String text) {

    static Cure of(Code code, String text) {
        return new Cure(code, Optional.empty(), text);
    }
}
