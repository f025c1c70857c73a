package dev.probebypass.inject;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/** Finds where the values of a YAML text stand that has been read before, and so is known to be valid and not too deep. */
final class YamlPositions {

    private final String text;
    private final CodePointOffsets offsets;
    private final ParserImpl events;

    private YamlPositions(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        this.text = text;
        this.offsets = new CodePointOffsets(text);
        this.events = new ParserImpl(new StreamReader(new StringReader(text)), options);
    }

    static List<TextDocument> of(String text) {
        return new YamlPositions(text).documents();
    }

    private List<TextDocument> documents() {
        List<Integer> starts = new ArrayList<>();
        List<TextNode> roots = new ArrayList<>();
        while (!events.checkEvent(Event.ID.StreamEnd)) {
            if (events.getEvent() instanceof DocumentStartEvent document) {
                starts.add(starts.isEmpty() ? 0 : lineStart(at(document.getStartMark())));
                roots.add(node(events.getEvent()));
            }
        }
        starts.add(text.length());
        List<TextDocument> documents = new ArrayList<>();
        for (int i = 0; i < roots.size(); i++) {
            documents.add(new TextDocument(starts.get(i), starts.get(i + 1), roots.get(i)));
        }
        return documents;
    }

    /** A document without a marker begins with the indentation of its first line. */
    private int lineStart(int offset) {
        int start = offset;
        while (start > 0 && text.charAt(start - 1) == ' ') {
            start--;
        }
        return start;
    }

    private TextNode node(Event event) {
        return switch (event) {
            case ScalarEvent scalar -> scalar(scalar);
            case SequenceStartEvent start -> sequence(start);
            case MappingStartEvent start -> mapping(start);
            case AliasEvent alias -> new TextNode.Alias(at(alias.getStartMark()), at(alias.getEndMark()));
            default -> throw new IllegalStateException("no value: " + event);
        };
    }

    private TextNode scalar(ScalarEvent scalar) {
        TextNode.Style style = scalar.isLiteral() || scalar.isFolded() ? TextNode.Style.BLOCK : TextNode.Style.FLOW;
        return new TextNode.Scalar(at(scalar.getStartMark()), at(scalar.getEndMark()), style, scalar.getValue());
    }

    private TextNode sequence(SequenceStartEvent start) {
        List<TextNode> items = new ArrayList<>();
        while (!events.checkEvent(Event.ID.SequenceEnd)) {
            items.add(node(events.getEvent()));
        }
        int end = at(events.getEvent().getEndMark());
        return new TextNode.Sequence(at(start.getStartMark()), end, style(start.isFlow()), items);
    }

    private TextNode mapping(MappingStartEvent start) {
        List<TextNode.Entry> entries = new ArrayList<>();
        while (!events.checkEvent(Event.ID.MappingEnd)) {
            TextNode key = node(events.getEvent());
            entries.add(new TextNode.Entry(key, node(events.getEvent())));
        }
        int end = at(events.getEvent().getEndMark());
        return new TextNode.Mapping(at(start.getStartMark()), end, style(start.isFlow()), entries);
    }

    private static TextNode.Style style(boolean isFlow) {
        return isFlow ? TextNode.Style.FLOW : TextNode.Style.BLOCK;
    }

    private int at(Mark mark) {
        return offsets.inCharacters(mark.getIndex());
    }
}
