package dev.probebypass.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FreePortTest {

    private final List<Integer> tried = new ArrayList<>();

    @Test
    void triesAnotherPortWhenSomebodyElseWasQuicker() {
        int port = FreePort.startOn(candidate -> {
            tried.add(candidate);
            if (tried.size() < 3) {
                throw new PortTakenException("server");
            }
            return candidate;
        });

        assertThat(tried).hasSize(3).doesNotHaveDuplicates().endsWith(port);
    }

    @Test
    void givesUpAfterAFewPorts() {
        assertThatThrownBy(() -> FreePort.startOn(candidate -> {
                    tried.add(candidate);
                    throw new PortTakenException("server");
                }))
                .isInstanceOf(PortTakenException.class)
                .hasMessage("server found its port taken");

        assertThat(tried).hasSize(5);
    }
}
