package dev.probebypass.routes;

import java.util.List;

/**
 * What the installation says about the ways into pods.
 *
 * @param sources the names of the sources that are read beside Services and pods
 * @param keys what is known of the keys of labels
 */
public record RouteSettings(List<String> sources, LabelKeys keys) {

    public RouteSettings {
        sources = List.copyOf(sources);
    }
}
