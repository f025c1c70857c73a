package dev.probebypass.mesh.istio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.mesh.PortList;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Any text is a list of ports as Istio and we read it, or is rejected; what is read is written so that all read the same. */
public final class PortListFuzz {

    private PortListFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        ours(text);
        istios(text);
    }

    private static void ours(String text) {
        PortList.Parsed parsed = PortList.parse(text);
        assertThat(parsed.rejected()).hasSizeLessThanOrEqualTo(elements(text).size());
        assertThat(parsed.ports().contains(0)).isFalse();

        PortList.Parsed again = PortList.parse(parsed.ports().toString());
        assertThat(again.rejected()).isEmpty();
        assertThat(again.ports()).isEqualTo(parsed.ports());
    }

    private static void istios(String text) {
        Optional<PortList> accepted = IstioPortLists.parse(text);
        assertThat(accepted.isPresent()).isEqualTo(isAcceptedByGo(text));
        accepted.ifPresent(ports -> {
            assertThat(IstioPortLists.parse(ports.toString())).contains(ports);
            assertThat(IstioPortLists.lenient(text)).isEqualTo(ports.minus(PortList.of(0)));
        });
        assertThat(IstioPortLists.lenient(text).contains(0)).isFalse();
        IstioPortLists.octal(text).ifPresent(element -> assertThat(element).startsWith("0"));
    }

    /** As Istio's injector reads it: strings.Split, strings.TrimSpace, strconv.ParseUint(…, 10, 16). */
    private static boolean isAcceptedByGo(String text) {
        return trimmed(text).isEmpty()
                || elements(text).stream().map(PortListFuzz::trimmed).allMatch(PortListFuzz::isOf16Bits);
    }

    private static List<String> elements(String text) {
        return Arrays.asList(text.split(",", -1));
    }

    private static String trimmed(String element) {
        return element.replaceAll("^\\p{IsWhite_Space}++|(?<!\\p{IsWhite_Space})\\p{IsWhite_Space}++$", "");
    }

    private static boolean isOf16Bits(String element) {
        String digits = element.replaceFirst("^0+(?=.)", "");
        return digits.matches("[0-9]{1,5}") && Integer.parseInt(digits) <= 0xFFFF;
    }
}
