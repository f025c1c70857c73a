package dev.probebypass.e2e;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** One pod of the table, with one probe on a port that nothing else uses. */
record Row(Handler handler, Kind kind, Application application) {

    /** Every handler, for every kind, up and not listening. */
    static List<Row> all() {
        return Stream.of(Kind.values())
                .flatMap(kind -> of(kind, Handler.values()).stream())
                .toList();
    }

    /** These handlers for one kind, up and not listening. */
    static List<Row> of(Kind kind, Handler... handlers) {
        return Stream.of(handlers)
                .flatMap(handler ->
                        Stream.of(Application.values()).map(application -> new Row(handler, kind, application)))
                .toList();
    }

    int port() {
        return handler.port();
    }

    String name() {
        return "%s-%s-%s".formatted(handler, kind, application.name().toLowerCase(Locale.ROOT));
    }

    Target target() {
        Target probed = Target.called(name()).serving(handler, port()).probed(kind, handler, port());
        return switch (application) {
            case UP -> probed;
            case CLOSED -> probed.closed(port());
        };
    }

    /** What an honest probe says. */
    boolean truth() {
        return application == Application.UP;
    }
}
