package dev.probebypass.operator;

import dev.probebypass.certificate.AuthorityRecord;
import dev.probebypass.certificate.AuthorityState;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The Secret of our authorities: there or not, and what it says. */
record SecretContent(Optional<Secret> secret) {

    AuthorityRecord.Reading read() {
        return AuthorityRecord.read(secret.map(Secret::getData).orElse(Map.of()).entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> decoded(entry.getValue()))));
    }

    /** The same Secret with another state; what others wrote on its metadata stays. */
    static Secret holding(Secret before, AuthorityState state) {
        return new SecretBuilder(before)
                .withData(AuthorityRecord.write(state).entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> encoded(entry.getValue()))))
                .build();
    }

    /** One that goes when our Deployment goes. */
    static Secret empty(UpkeepSettings settings, Deployment ours) {
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace(settings.namespace())
                .withName(settings.secret())
                .addNewOwnerReference()
                .withApiVersion("apps/v1")
                .withKind("Deployment")
                .withName(ours.getMetadata().getName())
                .withUid(ours.getMetadata().getUid())
                .endOwnerReference()
                .endMetadata()
                .withType("Opaque")
                .build();
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
    }
}
