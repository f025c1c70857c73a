package dev.probebypass.mesh.istio;

import dev.probebypass.text.OutsideText;

/**
 * A revision of Istio, and what is known of its configuration.
 *
 * @param name tags resolved
 */
record IstioRevision(String name, IstioSight sight) {

    /** Who is taken is not a thing to be left open: where it can't be seen, Istio's defaults say it. */
    IstioSelection selection() {
        return sight.values().orElse(IstioValues.ASSUMED).selection();
    }

    /** The revision in a sentence. */
    String describe() {
        return describe(name);
    }

    static String describe(String name) {
        return "Istio's revision " + OutsideText.name(name);
    }
}
