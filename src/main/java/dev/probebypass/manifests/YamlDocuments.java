package dev.probebypass.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.telemetry.OneLine;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads the documents of a YAML text as Kubernetes does. */
final class YamlDocuments {

    private static final int NESTING = 500;
    private static final int ALIASES = 1000;

    /** Values that aliases may add; without them there is not one for each character. */
    private static final int GROWTH = 100_000;

    private YamlDocuments() {}

    /** The documents in order, {@code null} ones for blank documents. */
    static List<JsonNode> read(String text) throws InvalidDocumentException {
        List<JsonNode> documents = new ArrayList<>();
        try {
            Composer composer = composer(text);
            int mostNodes = Math.addExact(text.length(), GROWTH);
            while (composer.checkNode()) {
                documents.add(YamlNodes.json(composer.getNode(), mostNodes));
            }
        } catch (MarkedYAMLException invalid) {
            throw new InvalidDocumentException(documents.size() + 1, YamlNodes.problem(invalid));
        } catch (YAMLException invalid) {
            throw new InvalidDocumentException(documents.size() + 1, OneLine.of(invalid));
        } catch (IllegalArgumentException invalid) { // the parser's, on odd escapes
            throw new InvalidDocumentException(documents.size() + 1, "it is not YAML: " + OneLine.of(invalid));
        }
        return documents;
    }

    private static Composer composer(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        options.setNestingDepthLimit(NESTING);
        options.setMaxAliasesForCollections(ALIASES);
        return new Composer(
                new ParserImpl(new StreamReader(new StringReader(text)), options), new PlainResolver(), options);
    }

    /** Leaves unquoted scalars to {@link PlainScalar}. */
    private static final class PlainResolver extends Resolver {

        @Override
        public Tag resolve(NodeId kind, String value, boolean implicit) {
            return kind == NodeId.scalar && implicit ? YamlNodes.PLAIN : super.resolve(kind, value, implicit);
        }
    }
}
