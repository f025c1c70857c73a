package dev.probebypass.operator;

import dev.probebypass.certificate.AuthorityRecord;
import dev.probebypass.certificate.AuthorityState;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The Secret of our certificate authorities as it was read.
 *
 * @param secret empty where there is none
 */
record CaSecret(Optional<Secret> secret) {

    /** The authorities in it. */
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

    /** A new Secret without data, which goes when its owner goes. */
    static Secret empty(OperatorSettings settings, OwnerReference owner) {
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace(settings.namespace())
                .withName(settings.secret())
                .withOwnerReferences(owner)
                .endMetadata()
                .withType("Opaque")
                .build();
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The API server stores nothing but base64 in a Secret. */
    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
    }
}
