package dev.probebypass.server;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerSettingsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void refusesWhatIsNoPort(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ListenAddress("0.0.0.0", port))
                .withMessage("%d is no port: give one from 0 to 65535", port);
    }

    @Test
    void refusesAnEmptyHost() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ListenAddress(" ", 1))
                .withMessageStartingWith("the host to listen on is empty");
    }

    @Test
    void refusesLimitsThatLetNothingThrough() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestLimits(0, 1, 1, 1, SECOND, SECOND, SECOND))
                .withMessage("maxBodyBytes is 0: give a positive value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestLimits(1, 1, 0, 1, SECOND, SECOND, SECOND))
                .withMessage("maxReviewsInFlight is 0: give a positive value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestLimits(1, 1, 1, 1, Duration.ZERO, SECOND, SECOND))
                .withMessage("arrival is 0: give a positive value");
    }

    @Test
    void refusesRoomForLessThanOneBody() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestLimits(10, 9, 1, 1, SECOND, SECOND, SECOND))
                .withMessage("maxBytesInFlight is 9, less than one body may have (maxBodyBytes, 10): give more");
    }
}
