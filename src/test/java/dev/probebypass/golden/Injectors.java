package dev.probebypass.golden;

import dev.probebypass.mesh.istio.IstioValues;
import dev.probebypass.mesh.istio.TestMeshes;
import dev.probebypass.testing.IstioInjector;
import dev.probebypass.testing.IstioInjector.Redirection;

/** The injectors of a golden case's Istio. */
final class Injectors {

    private Injectors() {}

    static IstioInjector withInitContainer(Case golden) {
        return new IstioInjector(values(golden), Redirection.INIT_CONTAINER);
    }

    static IstioInjector withCni(Case golden) {
        return new IstioInjector(values(golden), Redirection.CNI);
    }

    private static IstioValues values(Case golden) {
        return TestMeshes.sight(golden.snapshot(), InProcess.read(golden.pod()).labels())
                .values()
                .orElse(IstioValues.ASSUMED);
    }
}
