package dev.probebypass.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortListTest {

    @Test
    void keepsTheOrderAndDropsDuplicates() {
        assertThat(PortList.of(9000, 80, 9000, 443, 80)).hasToString("9000,80,443");
    }

    @Test
    void isWrittenInCanonicalDecimalsWithOneComma() {
        assertThat(PortList.of(0, 65535)).hasToString("0,65535");
        assertThat(PortList.EMPTY).hasToString("");
        assertThat(PortList.of(8080)).hasToString("8080");
    }

    @Test
    void sortsByNumberAndNotByText() {
        assertThat(PortList.of(10080, 850, 9000).ascending()).hasToString("850,9000,10080");
        assertThat(PortList.EMPTY.ascending()).isEqualTo(PortList.EMPTY);
    }

    @Test
    void addsAfterItsOwnWhatItLacks() {
        assertThat(PortList.of(9000, 80).plus(PortList.of(80, 70))).hasToString("9000,80,70");
        assertThat(PortList.EMPTY.plus(PortList.of(2, 1))).hasToString("2,1");
        assertThat(PortList.of(2, 1).plus(PortList.EMPTY)).hasToString("2,1");
    }

    @Test
    void takesOutWhatAnotherListHas() {
        assertThat(PortList.of(1, 2, 3).minus(PortList.of(3, 1, 9))).hasToString("2");
        assertThat(PortList.of(1, 2).minus(PortList.EMPTY)).hasToString("1,2");
        assertThat(PortList.EMPTY.minus(PortList.of(1))).isEqualTo(PortList.EMPTY);
    }

    @Test
    void keepsWhatAnotherListHasInItsOwnOrder() {
        assertThat(PortList.of(3, 2, 1).in(PortList.of(1, 3, 9))).hasToString("3,1");
        assertThat(PortList.of(1).in(PortList.EMPTY)).isEqualTo(PortList.EMPTY);
    }

    @Test
    void comparesAsASetWhereAskedTo() {
        assertThat(PortList.of(1, 2).hasSamePortsAs(PortList.of(2, 1))).isTrue();
        assertThat(PortList.of(1, 2).hasSamePortsAs(PortList.of(1, 3))).isFalse();
        assertThat(PortList.of(1, 2).hasSamePortsAs(PortList.of(1))).isFalse();
        assertThat(PortList.EMPTY.hasSamePortsAs(PortList.EMPTY)).isTrue();
        assertThat(PortList.of(1, 2)).isNotEqualTo(PortList.of(2, 1)).isEqualTo(PortList.of(1, 2, 1));
        assertThat(PortList.of(1, 2)).hasSameHashCodeAs(PortList.of(1, 2)).doesNotHaveSameHashCodeAs(PortList.of(2, 1));
    }

    @Test
    void readsWhatAUserWrote() {
        PortList.Parsed parsed = PortList.parse(" 9100, 08080 ,443,9100");

        assertThat(parsed.ports()).hasToString("9100,8080,443");
        assertThat(parsed.rejected()).isEmpty();
    }

    @Test
    void readsNothingFromAnEmptyOrBlankText() {
        assertThat(PortList.parse("")).isEqualTo(new PortList.Parsed(PortList.EMPTY, List.of()));
        assertThat(PortList.parse("  ")).isEqualTo(new PortList.Parsed(PortList.EMPTY, List.of()));
    }

    @Test
    void namesEveryElementThatIsNoPort() {
        PortList.Parsed parsed = PortList.parse("http,0,65536,443,-1,,+80,8000-8100,100000,٨٠");

        assertThat(parsed.ports()).hasToString("443");
        assertThat(parsed.rejected())
                .containsExactly("http", "0", "65536", "-1", "", "+80", "8000-8100", "100000", "٨٠");
    }

    @Test
    void keepsTheFirstHundredOfVeryManyElementsThatAreNoPorts() {
        PortList.Parsed parsed = PortList.parse("x,".repeat(1_000) + "8081");

        assertThat(parsed.rejected()).hasSize(100).containsOnly("x");
        assertThat(parsed.ports()).isEqualTo(PortList.of(8081));
    }

    @Test
    void knowsItsPortsHoweverManyTheyAre() {
        for (int many : new int[] {1, 31, 32, 33, 65_535}) {
            PortList list = PortList.of(IntStream.concat(IntStream.rangeClosed(1, many), IntStream.of(1, many))
                    .toArray());

            assertThat(list.size()).isEqualTo(many);
            assertThat(list.get(many - 1)).isEqualTo(many);
            assertThat(list.contains(1)).isTrue();
            assertThat(list.contains(many)).isTrue();
            assertThat(list.contains(many + 1)).isFalse();
            assertThat(list.contains(0)).isFalse();
            assertThat(list.plus(PortList.of(1, 0)).size()).isEqualTo(many + 1);
        }
    }

    @Test
    void isItselfWhereItAscends() {
        PortList ascending = PortList.of(1, 2, 3);

        assertThat(ascending.ascending()).isSameAs(ascending);
        assertThat(PortList.of(2, 3, 1).ascending()).hasToString("1,2,3");
        assertThat(PortList.of(2, 1).ascending()).hasToString("1,2");
    }

    @Test
    void emptyElementsAreRejectedWhereThereIsMoreThanOne() {
        assertThat(PortList.parse(",").rejected()).containsExactly("", "");
        assertThat(PortList.parse("80,").rejected()).containsExactly("");
        assertThat(PortList.parse(",80").ports()).isEqualTo(PortList.of(80));
    }
}
