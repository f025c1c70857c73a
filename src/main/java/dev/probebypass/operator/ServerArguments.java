package dev.probebypass.operator;

import java.util.List;
import java.util.function.Function;

/** What the arguments of a server, as its Deployment has them, say of its certificates. */
public sealed interface ServerArguments {

    /** It makes its own, and whoever leads keeps these up. */
    record OwnCertificates(KeptNames names) implements ServerArguments {}

    /** It has them from files, and nobody leads. */
    record CertificatesFromFiles() implements ServerArguments {}

    /** Nothing that can be understood here. */
    record Unknown() implements ServerArguments {}

    /** Understands the arguments of a container. */
    @FunctionalInterface
    interface Reader extends Function<List<String>, ServerArguments> {}
}
