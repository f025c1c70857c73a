package dev.probebypass.mesh;

import java.util.Optional;

/**
 * What is known of the configuration of one of Istio's revisions. A decision that needs a value of it asks for it; where the
 * revision is {@link Unseen} nobody knows the value, and nothing is put in its place.
 */
public sealed interface IstioSight {

    /** The values, empty where nobody knows them. */
    Optional<IstioValues> values();

    /** One word for where they come from, in capitals. */
    String word();

    /** The revision's ConfigMap, as it stands. */
    record Current(IstioValues known) implements IstioSight {
        @Override
        public Optional<IstioValues> values() {
            return Optional.of(known);
        }

        @Override
        public String word() {
            return "REVISION";
        }
    }

    /** The revision's ConfigMap as it was read last; now it is gone, or can't be read. */
    record Kept(IstioValues known) implements IstioSight {
        @Override
        public Optional<IstioValues> values() {
            return Optional.of(known);
        }

        @Override
        public String word() {
            return "KEPT";
        }
    }

    /** What the user's settings say of revisions that can't be seen. */
    record Said(IstioValues known) implements IstioSight {
        @Override
        public Optional<IstioValues> values() {
            return Optional.of(known);
        }

        @Override
        public String word() {
            return "SETTINGS";
        }
    }

    /** What a command assumes that has no cluster to look at; it says so. */
    record Assumed(IstioValues known) implements IstioSight {
        @Override
        public Optional<IstioValues> values() {
            return Optional.of(known);
        }

        @Override
        public String word() {
            return "ASSUMED";
        }
    }

    /** Nothing. */
    record Unseen() implements IstioSight {
        @Override
        public Optional<IstioValues> values() {
            return Optional.empty();
        }

        @Override
        public String word() {
            return "UNSEEN";
        }
    }

    /** Nothing is known. */
    IstioSight UNSEEN = new Unseen();

    /** What takes the place of a revision that can't be seen: what the user said of it, or nothing. */
    static IstioSight said(Optional<IstioValues> settings) {
        return settings.<IstioSight>map(Said::new).orElse(UNSEEN);
    }

    /** The same where there is no cluster to look at: then {@link IstioValues#ASSUMED} stands in for nothing. */
    static IstioSight saidOrAssumed(Optional<IstioValues> settings) {
        return settings.<IstioSight>map(Said::new).orElseGet(() -> new Assumed(IstioValues.ASSUMED));
    }
}
