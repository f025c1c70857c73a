package dev.probebypass.mesh.istio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.mesh.PortList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar as istio/pkg/kube/inject/validate.go has it: parsePorts, TrimSpace, ParseUint of 16 bits. */
class IstioPortListsTest {

    static Stream<Arguments> accepted() {
        return Stream.of(
                Arguments.of("", PortList.EMPTY),
                Arguments.of("  ", PortList.EMPTY),
                Arguments.of("\n", PortList.EMPTY),
                Arguments.of("8080", PortList.of(8080)),
                Arguments.of(" 8080 , 9090 ", PortList.of(8080, 9090)),
                Arguments.of("8080,8080", PortList.of(8080)),
                Arguments.of("9090,8080", PortList.of(9090, 8080)),
                Arguments.of("0", PortList.of(0)),
                Arguments.of("65535", PortList.of(65535)),
                Arguments.of("08080", PortList.of(8080)),
                Arguments.of("0000000000000000000080", PortList.of(80)),
                Arguments.of("8080,\n9090", PortList.of(8080, 9090)),
                Arguments.of("\t8080\u000b,\f9090\r\n", PortList.of(8080, 9090)),
                Arguments.of("\u00a08080\u0085,\u20039090\u3000", PortList.of(8080, 9090)));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void readsWhatTheInjectorAccepts(String value, PortList ports) {
        assertThat(IstioPortLists.parse(value)).contains(ports);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8080,",
                ",8080",
                "8080,,9090",
                ",",
                " , ",
                "*",
                "8080,*",
                "8000-9000",
                "8000:9000",
                "http",
                "+80",
                "-1",
                "0x50",
                "8_080",
                "65536",
                "99999999999999999999",
                "4294975376",
                "80 80",
                "80;90",
                "8080.0",
                "8e3",
                "٨٠",
                "\u200b80",
                "80\u0000",
                "\u001c80"
            })
    void rejectsWhatTheInjectorRejects(String value) {
        assertThat(IstioPortLists.parse(value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8080,,*,http, 9000 ,0,70000,8080,8000-8100,", "8080,9000", "\n8080\n,9000,x"})
    void takesOnlyThePortsOfWhatNobodyChecked(String value) {
        assertThat(IstioPortLists.lenient(value)).isEqualTo(PortList.of(8080, 9000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", ",", "0", "http", "-1"})
    void takesNothingWhereThereIsNoPort(String value) {
        assertThat(IstioPortLists.lenient(value).isEmpty()).isTrue();
    }

    @Test
    void findsTheFirstNumberWithALeadingZero() {
        assertThat(IstioPortLists.octal("9000, 08080 ,010")).contains("08080");
        assertThat(IstioPortLists.octal("00")).contains("00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "8080", "9000,0", "0 ,9000", "http", "0x50"})
    void findsNoLeadingZeroInOrdinaryNumbersAndInZeroItself(String value) {
        assertThat(IstioPortLists.octal(value)).isEmpty();
    }

    @Test
    void readsAListOfEveryPort() {
        int[] every = IntStream.rangeClosed(0, 65535).toArray();

        assertThat(IstioPortLists.parse(PortList.of(every).toString())).contains(PortList.of(every));
    }
}
