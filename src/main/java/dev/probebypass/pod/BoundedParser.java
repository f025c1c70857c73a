package dev.probebypass.pod;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;

/**
 * Hands out so many tokens and no more. What is skipped does not count, so this bounds what a reader can keep: without it the
 * body of one request could become many times its size in objects.
 */
public final class BoundedParser extends JsonParserDelegate {

    /** A text of JSON with more in it than anybody should have to keep. */
    public static final class TooManyTokens extends IOException {

        private static final long serialVersionUID = 1L;

        TooManyTokens(int most) {
            super("more than %d values".formatted(most));
        }
    }

    private final int most;
    private int left;

    /** The parser stays whoever's it is, and is not closed with this. */
    public BoundedParser(JsonParser parser, int most) {
        super(parser);
        this.most = most;
        this.left = most;
    }

    @Override
    public JsonToken nextToken() throws IOException {
        count();
        return super.nextToken();
    }

    @Override
    public String nextFieldName() throws IOException {
        count();
        return super.nextFieldName();
    }

    private void count() throws TooManyTokens {
        if (--left < 0) {
            throw new TooManyTokens(most);
        }
    }
}
