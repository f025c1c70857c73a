package dev.probebypass.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeyTest {

    @ParameterizedTest
    @ValueSource(strings = {"shop/web", "injector"})
    void readsWhatItWrites(String text) {
        assertThat(ObjectKey.parse(text)).hasToString(text);
    }

    @Test
    void hasANamespaceOrNone() {
        assertThat(ObjectKey.parse("shop/web")).isEqualTo(ObjectKey.of("shop", "web"));
        assertThat(ObjectKey.parse("shop/web").namespace()).contains("shop");
        assertThat(ObjectKey.parse("injector")).isEqualTo(ObjectKey.clusterScoped("injector"));
        assertThat(ObjectKey.parse("injector").namespace()).isEmpty();
    }

    @Test
    void anEmptyNamespaceIsNone() {
        assertThat(ObjectKey.of("", "injector")).isEqualTo(ObjectKey.clusterScoped("injector"));
    }

    @Test
    void isInItsNamespaceOnly() {
        assertThat(ObjectKey.of("shop", "web").isIn("shop")).isTrue();
        assertThat(ObjectKey.of("shop", "web").isIn("web")).isFalse();
        assertThat(ObjectKey.clusterScoped("shop").isIn("shop")).isFalse();
        assertThat(ObjectKey.clusterScoped("shop").isIn("")).isFalse();
    }

    @Test
    void isOrderedByNamespaceThenName() {
        assertThat(Stream.of("shop/b", "shop-two/a", "web", "shop/a", "a")
                        .map(ObjectKey::parse)
                        .sorted()
                        .map(ObjectKey::toString))
                .containsExactly("a", "web", "shop/a", "shop/b", "shop-two/a");
    }
}
