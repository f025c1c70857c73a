package dev.probebypass.bypass;

import dev.probebypass.routes.Route;
import dev.probebypass.text.FirstOf;
import java.util.List;

/** Words for several ways to one port. */
final class Ways {

    /** So many are named; of the others it is said how many there are. */
    private static final int NAMED = 3;

    private Ways() {}

    /** Such as {@code Services a, b, c and 2 more}, {@code EndpointSlice a, Service b}. */
    static String describe(List<Route> ways) {
        boolean areAlike =
                ways.size() > 1 && ways.stream().map(Route::kind).distinct().count() == 1;
        return (areAlike ? ways.getFirst().kind() + "s " : "")
                + FirstOf.list(
                        NAMED,
                        ways.stream()
                                .map(way -> areAlike ? way.name() : way.describe())
                                .toList());
    }
}
