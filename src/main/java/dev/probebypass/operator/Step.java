package dev.probebypass.operator;

import java.util.List;

/**
 * A step of a state machine: the state that follows, and what is to be done now, in that order.
 *
 * @param actions empty where nothing is to be done
 */
record Step<S, A>(S state, List<A> actions) {

    Step {
        actions = List.copyOf(actions);
    }

    static <S, A> Step<S, A> of(S state, A action) {
        return new Step<>(state, List.of(action));
    }

    static <S, A> Step<S, A> of(S state) {
        return new Step<>(state, List.of());
    }
}
