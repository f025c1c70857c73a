package dev.probebypass.apiserver;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands one control plane, where Istio is configured, to all tests of a run: the first that asks starts it, the end of the run closes it. */
final class SharedControlPlane implements ParameterResolver {

    private static final Namespace HERE = Namespace.create(SharedControlPlane.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == ControlPlane.class;
    }

    @Override
    public ControlPlane resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return of(test);
    }

    static ControlPlane of(ExtensionContext test) {
        return test.getRoot()
                .getStore(HERE)
                .getOrComputeIfAbsent(
                        ControlPlane.class,
                        key -> {
                            ControlPlane started =
                                    ControlPlane.start(Binaries.locate(KubernetesOrigin.ofThisRun(), System.getenv()));
                            IstioConfiguration.applyTo(started);
                            return started;
                        },
                        ControlPlane.class);
    }
}
