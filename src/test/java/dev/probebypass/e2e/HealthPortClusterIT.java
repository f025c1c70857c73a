package dev.probebypass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A port that only health checks use, beside one that carries application traffic. */
@Order(3)
@ExtendWith(SharedCluster.class)
final class HealthPortClusterIT {

    private static final int APPLICATION = 8080;
    private static final int HEALTH = 8081;

    private final Cluster cluster;

    HealthPortClusterIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EXEC")
    void showsWhenTheApplicationDiesAndWhenItIsBack(Handler handler) {
        cluster.withTheWebhook();
        try (TestNamespace namespace = cluster.strictNamespace()) {
            namespace.create(Target.called("shop")
                    .serving(Handler.HTTP, APPLICATION)
                    .serving(handler, HEALTH)
                    .probed(Kind.READINESS, handler, HEALTH));
            namespace.awaitReady("shop");
            Program shop = namespace.program("shop");

            assertThat(shop.run("close", String.valueOf(HEALTH)).isGood()).isTrue();
            namespace.awaitUnready("shop");
            assertThat(shop.run("open", String.valueOf(HEALTH)).isGood()).isTrue();
            namespace.awaitReady("shop");
        }
    }

    @Test
    void answersInPlaintextWhileTheApplicationStillRefusesIt() {
        cluster.withTheWebhook();
        try (TestNamespace namespace = cluster.strictNamespace();
                TestNamespace elsewhere = cluster.plainNamespace()) {
            namespace.service("shop", Map.of("app", "shop"), Map.of(APPLICATION, Handler.HTTP));
            Caller member = namespace.caller("member");
            Caller stranger = elsewhere.caller("stranger");
            namespace.create(Target.called("shop")
                    .serving(Handler.HTTP, APPLICATION)
                    .serving(Handler.HTTP, HEALTH)
                    .probed(Kind.READINESS, Handler.HTTP, HEALTH));
            namespace.awaitReady("shop");
            member.awaitHttp("shop", APPLICATION);
            String address = namespace.addressOf("shop");

            assertThat(namespace.annotationsOf("shop")).containsEntry(Target.RECORD, String.valueOf(HEALTH));
            assertThat(stranger.http(address, HEALTH).isGood()).isTrue();
            assertThat(stranger.http(address, APPLICATION).isGood()).isFalse();
            assertThat(stranger.http("shop." + namespace.name(), APPLICATION).isGood())
                    .isFalse();
        }
    }
}
