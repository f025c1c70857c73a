package dev.probebypass.pod;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Optional;

/**
 * Short texts that were read lately. The pods of a workload say the same names, labels and paths again and again; each
 * needs to be made into a string, and that into something present, only once.
 *
 * <p>A text has one place, where the newest of its rivals stays. Threads may overwrite each other's: what is lost is a
 * string that is made again.
 */
final class TextCache {

    private static final int LONGEST = 64;
    private static final int PLACES = 1024;

    @SuppressWarnings({"unchecked", "rawtypes"}) // there is no other array of them
    private final Optional<String>[] places = new Optional[PLACES];

    /** The text of the string that the parser stands at. */
    Optional<String> of(JsonParser json) throws IOException {
        int length = json.getTextLength();
        if (length > LONGEST) {
            return Optional.of(json.getText());
        }
        char[] characters = json.getTextCharacters();
        int offset = json.getTextOffset();
        int place = hash(characters, offset, length) & (PLACES - 1);
        Optional<String> recent = places[place];
        if (recent == null || !isSame(recent.get(), characters, offset, length)) {
            recent = Optional.of(json.getText());
            places[place] = recent;
        }
        return recent;
    }

    private static int hash(char[] characters, int offset, int length) {
        int hash = length;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + characters[i];
        }
        return hash ^ (hash >>> 16);
    }

    private static boolean isSame(String text, char[] characters, int offset, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != characters[offset + i]) {
                return false;
            }
        }
        return true;
    }
}
