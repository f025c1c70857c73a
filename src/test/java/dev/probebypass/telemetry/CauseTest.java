package dev.probebypass.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

final class CauseTest {

    @Test
    void saysTheMessage() {
        assertThat(Cause.describe(new IOException("broken pipe"))).isEqualTo("java.io.IOException: broken pipe");
    }

    @Test
    void saysWhereAnExceptionWithoutAMessageArose() {
        assertThat(Cause.describe(new IOException()))
                .startsWith("java.io.IOException without a message from dev.probebypass.telemetry.CauseTest.saysWhere");
        assertThat(Cause.describe(new CompletionException(new IOException())))
                .startsWith("java.io.IOException without a message from dev.probebypass.telemetry.CauseTest.");
    }

    @Test
    void addsTheInnermostWhereThatSaysMore() {
        Throwable failure = new IllegalStateException(
                "An error has occurred.", new CompletionException(new IOException("Connection reset")));

        assertThat(Cause.describe(failure))
                .isEqualTo(
                        "java.lang.IllegalStateException: An error has occurred. (java.io.IOException: Connection reset)");
    }

    @Test
    void doesNotRepeatWhatAnOuterOneHasSaid() {
        Throwable failure = new IllegalStateException("the key can't be read: empty", new IOException("empty"));

        assertThat(Cause.describe(failure)).isEqualTo("java.lang.IllegalStateException: the key can't be read: empty");
    }
}
