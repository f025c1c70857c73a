package dev.probebypass.bypass;

import java.util.ArrayList;
import java.util.List;

/** Collects the advice of one plan. Most plans have none. */
final class AdviceCollector {

    private List<Advice> advice = List.of();

    void add(Advice.Code code, String subject, String... arguments) {
        add(Advice.of(code, subject, arguments));
    }

    void add(Advice one) {
        some().add(one);
    }

    /** Adds one that stays, however many others there are. */
    void addFirst(Advice.Code code, String subject, String... arguments) {
        some().addFirst(Advice.of(code, subject, arguments));
    }

    private List<Advice> some() {
        if (advice.isEmpty()) {
            advice = new ArrayList<>();
        }
        return advice;
    }

    List<Advice> all() {
        return List.copyOf(advice);
    }
}
