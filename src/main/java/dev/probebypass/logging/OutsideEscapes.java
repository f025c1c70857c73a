package dev.probebypass.logging;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.probebypass.text.OutsideText;
import org.jspecify.annotations.Nullable;

/** The escapes of JSON, and with them those of all other characters that {@link OutsideText} escapes: the values stay the same. */
final class OutsideEscapes extends CharacterEscapes {

    private static final long serialVersionUID = 1;

    @Override
    public int[] getEscapeCodesForAscii() {
        int[] escapes = CharacterEscapes.standardAsciiEscapesForJSON();
        escapes[0x7f] = ESCAPE_STANDARD;
        return escapes;
    }

    /** Halves of pairs come one by one, and are left to the encoder. */
    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
        return OutsideText.isEscaped(character) && !Character.isSurrogate((char) character)
                ? new SerializedString("\\u%04x".formatted(character))
                : null;
    }
}
