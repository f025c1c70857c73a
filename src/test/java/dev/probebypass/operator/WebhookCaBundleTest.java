package dev.probebypass.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.certificate.AuthorityRotation;
import dev.probebypass.certificate.AuthorityState;
import dev.probebypass.certificate.Pem;
import dev.probebypass.certificate.RotationPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookCaBundleTest {

    private final X509Certificate one = authority();
    private final X509Certificate other = authority();

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Cg==", "bm90IFBFTQ=="})
    void trustsNobodyWhereTheBundleIsMissingOrRubbish(@Nullable String bundle) {
        WebhookCaBundle registration = registration(bundle);

        assertThat(registration.trustedByAll()).isEmpty();
        assertThat(registration.trusts(List.of(one))).isFalse();
    }

    @Test
    void trustsWhatEveryEntryTrusts() {
        WebhookCaBundle registration = registration(base64(one, other), base64(one));

        assertThat(registration.trustedByAll()).containsExactly(one);
        assertThat(registration.trusts(List.of(one))).isFalse();
    }

    @Test
    void theOrderInABundleDoesNotMatter() {
        assertThat(registration(base64(one, other)).trusts(List.of(other, one))).isTrue();
    }

    @Test
    void oneTooManyIsNotWhatItShouldTrust() {
        assertThat(registration(base64(one, other)).trusts(List.of(one))).isFalse();
    }

    @Test
    void appliesTheBundleAloneAndTheUidToItsEntries() {
        MutatingWebhookConfiguration fields = registration("Cg==", "Cg==").trusting(List.of(one));

        assertThat(Serialization.asJson(fields)).isEqualTo("""
                        {"apiVersion":"admissionregistration.k8s.io/v1","kind":"MutatingWebhookConfiguration",\
                        "metadata":{"name":"istio-probe-bypass","uid":"the-uid"},\
                        "webhooks":[{"clientConfig":{"caBundle":"%1$s"},"name":"entry-0"},\
                        {"clientConfig":{"caBundle":"%1$s"},"name":"entry-1"}]}\
                        """.formatted(base64(one)));
    }

    private static WebhookCaBundle registration(@Nullable String... bundles) {
        MutatingWebhookConfigurationBuilder configuration = new MutatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName("istio-probe-bypass")
                .withUid("the-uid")
                .withResourceVersion("7")
                .endMetadata();
        for (int i = 0; i < bundles.length; i++) {
            configuration
                    .addNewWebhook()
                    .withName("entry-" + i)
                    .withFailurePolicy("Ignore")
                    .withNewClientConfig()
                    .withUrl("https://localhost/mutate")
                    .withCaBundle(bundles[i])
                    .endClientConfig()
                    .endWebhook();
        }
        return WebhookCaBundle.of(configuration.build());
    }

    private static X509Certificate authority() {
        RotationPolicy policy = new RotationPolicy(Duration.ofDays(365), Duration.ofDays(7), Duration.ZERO);
        return new AuthorityRotation(policy, new SecureRandom())
                .next(AuthorityState.EMPTY, Instant.EPOCH, AuthorityRotation.Trust.of(List.of()))
                .bundle()
                .getFirst();
    }

    private static String base64(X509Certificate... certificates) {
        return Base64.getEncoder()
                .encodeToString(Pem.write(List.of(certificates)).getBytes(StandardCharsets.US_ASCII));
    }
}
