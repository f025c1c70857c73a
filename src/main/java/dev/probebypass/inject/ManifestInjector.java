package dev.probebypass.inject;

import dev.probebypass.manifests.ManifestText;
import dev.probebypass.manifests.PodOrigin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts annotations into manifests, and makes one text of them. */
public final class ManifestInjector {

    private final List<String> notes = new ArrayList<>();

    private ManifestInjector() {}

    /**
     * Puts them in. A text of which nothing changes stays as it is, and so does all else in the others.
     *
     * @param texts all manifests
     * @param injections of pods in them; where those of one place differ, it stays as it is
     */
    public static Injected inject(List<ManifestText> texts, List<Injection> injections) {
        return new ManifestInjector().all(texts, injections);
    }

    private Injected all(List<ManifestText> texts, List<Injection> injections) {
        Map<String, List<Injection>> byFile = agreed(injections).stream()
                .collect(Collectors.groupingBy(injection -> injection.origin().file()));
        List<ManifestText> injected = new ArrayList<>();
        for (ManifestText text : texts) {
            Injected one = TextInjector.inject(text, byFile.getOrDefault(text.file(), List.of()));
            injected.add(new ManifestText(text.file(), one.text(), text.syntax(), text.documents()));
            notes.addAll(one.notes());
        }
        return new Injected(Concatenation.of(injected), notes);
    }

    private List<Injection> agreed(List<Injection> injections) {
        Map<PodOrigin, Injection> byOrigin = new LinkedHashMap<>();
        Set<PodOrigin> disputed = new LinkedHashSet<>();
        for (Injection injection : injections) {
            Injection other = byOrigin.putIfAbsent(injection.origin(), injection);
            if (other != null && !other.equals(injection)) {
                disputed.add(injection.origin());
            }
        }
        disputed.forEach(origin -> {
            byOrigin.remove(origin);
            notes.add("%s, document %d%s: left as it is: its pods would get different annotations"
                    .formatted(origin.file(), origin.document(), origin.object().append(origin.template())));
        });
        return List.copyOf(byOrigin.values());
    }
}
