package dev.probebypass.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WarningHeaderTest {

    @Test
    void readsTheTextOfOneWarning() {
        assertThat(WarningHeader.texts("299 - \"port 8080 is shared\"")).containsExactly("port 8080 is shared");
    }

    @Test
    void readsEveryWarningOfAHeaderInItsOrder() {
        assertThat(WarningHeader.texts("299 - \"one, two\", 299 kube \"three\""))
                .containsExactly("one, two", "three");
    }

    @Test
    void unescapesQuotesAndBackslashes() {
        assertThat(WarningHeader.texts("299 - \"say \\\"no\\\" to C:\\\\\"")).containsExactly("say \"no\" to C:\\");
    }

    @Test
    void leavesOutWarningsOfOtherCodes() {
        assertThat(WarningHeader.texts("110 - \"stale\"")).isEmpty();
    }
}
