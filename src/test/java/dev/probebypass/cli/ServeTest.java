package dev.probebypass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeTest {

    private static final String DAMAGED = "-----BEGIN %1$s-----\n!!!\n-----END %1$s-----\n";

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void endsWithOneSentenceAboutADamagedCertificate() throws Exception {
        Path certificate = Files.writeString(folder.resolve("tls.crt"), DAMAGED.formatted("CERTIFICATE"));
        Path key = Files.writeString(folder.resolve("tls.key"), goodKey());

        int exit = serve("--tls-certificate=" + certificate, "--tls-key=" + key);

        assertThat(exit).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .matches("probe-bypass: %s holds a certificate that can't be parsed: .+\n".formatted(certificate));
    }

    @Test
    void endsWithOneSentenceAboutADamagedKey() throws IOException {
        Path certificate = Files.writeString(folder.resolve("tls.crt"), DAMAGED.formatted("CERTIFICATE"));
        Path key = Files.writeString(folder.resolve("tls.key"), DAMAGED.formatted("PRIVATE KEY"));

        int exit = serve("--tls-certificate=" + certificate, "--tls-key=" + key);

        assertThat(exit).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .matches("probe-bypass: %s holds a key that can't be used: .+\n".formatted(key));
    }

    @Test
    void endsWithOneSentenceAboutDamagedClientAuthorities() throws IOException {
        Path authorities = Files.writeString(folder.resolve("ca.crt"), DAMAGED.formatted("CERTIFICATE"));

        int exit = serve("--client-ca=" + authorities);

        assertThat(exit).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .matches("probe-bypass: %s holds a certificate that can't be parsed: .+\n".formatted(authorities));
    }

    private static String goodKey() throws GeneralSecurityException {
        byte[] pkcs8 = KeyPairGenerator.getInstance("EC")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                .formatted(Base64.getEncoder().encodeToString(pkcs8));
    }

    private int serve(String... files) {
        List<String> arguments = new ArrayList<>(List.of("serve", "--local", "--port=0", "--management-port=0"));
        arguments.addAll(List.of(files));
        Session session = new Session();
        assertThat(session.run(arguments.toArray(String[]::new))).isEqualTo(new Session.Result(0, "", ""));
        return new Serve(terminal()).run(session.served().getFirst());
    }

    private Terminal terminal() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new Terminal(InputStream.nullInputStream(), nowhere, errors, Map.of(), false, false);
    }
}
