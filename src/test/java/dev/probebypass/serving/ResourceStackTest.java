package dev.probebypass.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourceStackTest {

    private final List<String> closed = new ArrayList<>();
    private final ResourceStack stack = new ResourceStack();

    @Test
    void closesTheLastFirst() {
        stack.push(() -> closed.add("first"));
        stack.push(() -> closed.add("second"));
        stack.push(() -> closed.add("third"));

        stack.close();

        assertThat(closed).containsExactly("third", "second", "first");
    }

    @Test
    void closesNothingTwice() {
        stack.push(() -> closed.add("only"));

        stack.close();
        stack.close();

        assertThat(closed).containsExactly("only");
    }

    @Test
    void oneThatFailsKeepsNoOtherOpen() {
        stack.push(() -> closed.add("first"));
        stack.push(() -> fail(new IllegalStateException("second")));
        stack.push(() -> closed.add("third"));
        stack.push(() -> fail(new NoClassDefFoundError("fourth")));

        assertThatThrownBy(stack::close)
                .isInstanceOf(NoClassDefFoundError.class)
                .hasMessage("fourth")
                .hasSuppressedException(new IllegalStateException("second"));
        assertThat(closed).containsExactly("third", "first");
    }

    @Test
    void closesWhatWasOpenedBeforeAFailure() {
        IllegalStateException failure = new IllegalStateException("can't be opened");

        assertThatThrownBy(() -> {
                    try (ResourceStack opening = new ResourceStack()) {
                        opening.push(() -> closed.add("opened"));
                        throw failure;
                    }
                })
                .isSameAs(failure);
        assertThat(closed).containsExactly("opened");
    }

    @Test
    void whatIsHandedOverOutlivesTheOneThatHeldIt() {
        stack.push(() -> closed.add("first"));
        stack.push(() -> closed.add("second"));

        ResourceStack heir = stack.handOver();
        stack.close();

        assertThat(closed).isEmpty();
        heir.close();
        assertThat(closed).containsExactly("second", "first");
    }

    private static void fail(RuntimeException failure) {
        throw failure;
    }

    private static void fail(Error failure) {
        throw failure;
    }
}
