package dev.probebypass.bypass;

import dev.probebypass.text.OutsideText;
import java.util.List;

/**
 * Something worth knowing of a decision that is no cause to warn: who asks for an explanation is told, and nobody else.
 *
 * @param values what its sentence needs, in order
 */
public record Note(Code code, List<String> values) {

    /** More of a value than a sentence has room for. */
    private static final int LONGEST_VALUE = 1_024;

    public Note {
        values = List.copyOf(values);
    }

    /** What there may be to note. */
    public enum Code {
        SCRAPED_IN_PLAINTEXT("port %s is scraped (annotation %s): that goes on, in plaintext and past the sidecar");

        private final String format;

        Code(String format) {
            this.format = format;
        }
    }

    /** One sentence, without a capital or a full stop. */
    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be one more dependency
    public String text() {
        return code.format.formatted(values.stream()
                .map(value -> OutsideText.escape(value, LONGEST_VALUE))
                .toArray());
    }
}
