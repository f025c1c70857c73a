package dev.probebypass.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.cluster.watch.ServiceTrust.Sight;
import dev.probebypass.testing.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServiceTrustTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final SettableClock clock = new SettableClock();
    private final ServiceTrust trust = new ServiceTrust(clock);

    /** Notes the same every minute. */
    private void minutes(int count, Sight services, boolean answers) {
        for (int i = 0; i < count; i++) {
            clock.advance(MINUTE);
            trust.note(services, answers);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Sight.class,
            names = {"FOLLOWED", "UNREAD"})
    void isThereToBeginWith(Sight services) {
        assertThat(trust.note(services, true)).isFalse();
        assertThat(trust.isLost()).isFalse();
    }

    @Test
    void isLostAtOnceWhereServicesMayNotBeRead() {
        trust.note(Sight.FOLLOWED, true);

        assertThat(trust.note(Sight.FORBIDDEN, true)).as("it changes").isTrue();
        assertThat(trust.isLost()).isTrue();
        assertThat(trust.note(Sight.FORBIDDEN, true)).as("it changes once").isFalse();
    }

    @Test
    void isLostAfterTenMinutesInWhichOtherRequestsAreAnswered() {
        trust.note(Sight.FOLLOWED, true);
        minutes(10, Sight.UNREAD, true);
        assertThat(trust.isLost()).as("nine minutes after the first look").isFalse();

        minutes(1, Sight.UNREAD, true);

        assertThat(trust.isLost()).isTrue();
    }

    @Test
    void isNotLostWhileNothingAnswers() {
        trust.note(Sight.FOLLOWED, true);

        minutes(600, Sight.UNREAD, false);

        assertThat(trust.isLost()).isFalse();
    }

    @Test
    void theMinutesBeginWithTheFirstAnswerAfterAnOutage() {
        trust.note(Sight.FOLLOWED, true);
        minutes(9, Sight.UNREAD, true);
        minutes(60, Sight.UNREAD, false);

        minutes(10, Sight.UNREAD, true);
        assertThat(trust.isLost()).as("nine minutes after the first answer").isFalse();
        minutes(1, Sight.UNREAD, true);

        assertThat(trust.isLost()).isTrue();
    }

    @Test
    void theMinutesBeginAnewWhenServicesHaveBeenRead() {
        minutes(10, Sight.UNREAD, true);
        trust.note(Sight.FOLLOWED, true);

        minutes(10, Sight.UNREAD, true);

        assertThat(trust.isLost()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Sight.class,
            names = {"FORBIDDEN", "UNREAD"})
    void staysLostUntilServicesHaveBeenRead(Sight meanwhile) {
        trust.note(Sight.FORBIDDEN, true);

        trust.note(meanwhile, true);
        trust.note(meanwhile, false);
        assertThat(trust.isLost()).isTrue();

        assertThat(trust.note(Sight.FOLLOWED, true)).as("it changes").isTrue();
        assertThat(trust.isLost()).isFalse();
    }
}
