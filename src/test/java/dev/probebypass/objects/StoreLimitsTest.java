package dev.probebypass.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.probebypass.objects.StoreLimits.Bound;
import org.junit.jupiter.api.Test;

class StoreLimitsTest {

    private static final long MEBIBYTE = 1 << 20;

    @Test
    void areSharesOfTheHeap() {
        StoreLimits limits = StoreLimits.ofHeap(96 * MEBIBYTE);

        assertThat(limits.services()).isEqualTo(new Bound(4 * MEBIBYTE, 16 * MEBIBYTE));
        assertThat(limits.namespaces()).isEqualTo(new Bound(32 << 10, 8 * MEBIBYTE));
    }

    @Test
    void leaveLittleOfATinyHeap() {
        assertThat(StoreLimits.ofHeap(120_000).namespaces()).isEqualTo(new Bound(10_000, 10_000));
    }

    @Test
    void areNotZero() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Bound(0, 1)).withMessageContaining("0 and 1");
        assertThatIllegalArgumentException().isThrownBy(() -> new Bound(1, 0)).withMessageContaining("1 and 0");
    }
}
