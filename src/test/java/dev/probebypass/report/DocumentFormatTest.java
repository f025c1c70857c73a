package dev.probebypass.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.patch.JsonPatch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Pins the documents to the letter: programs read them, and people compare them. */
class DocumentFormatTest {

    private static final ReportDocument EXPLAINED = new ReportDocument(
            "1",
            List.of("bypass", "leave"),
            List.of(new PodDocument(
                    "Pod",
                    "shop",
                    "web",
                    List.of(new Explanation.MadeObject("Pod", "web-0")),
                    "istio",
                    "enforce",
                    "patched",
                    null,
                    List.of(
                            new PortDocument(
                                    "web",
                                    "readiness",
                                    "httpGet",
                                    new PortDocument.IntOrString.Int(8081),
                                    "bypass",
                                    "PROBE_PORT"),
                            new PortDocument(
                                    null,
                                    null,
                                    null,
                                    new PortDocument.IntOrString.Text("alive"),
                                    "leave",
                                    "UNRESOLVED_PORT_NAME")),
                    List.of(new PodDocument.OutboundPort(5432, "bypass", "NAMED_BY_USER")),
                    new TreeMap<>(Map.of("b", "2", "a", "1")),
                    List.of(),
                    List.of("port 8081 is scraped"),
                    JsonPatch.changingAnnotations(Map.of("a", Optional.of("1"))))),
            List.of("the input has no Service"));

    @Test
    void writesJsonForExplain() {
        assertThat(DocumentFormat.JSON.write(EXPLAINED)).isEqualTo("""
                {
                  "schemaVersion": "1",
                  "only": [
                    "bypass",
                    "leave"
                  ],
                  "pods": [
                    {
                      "kind": "Pod",
                      "namespace": "shop",
                      "name": "web",
                      "folded": [
                        {
                          "kind": "Pod",
                          "name": "web-0"
                        }
                      ],
                      "mesh": "istio",
                      "mode": "enforce",
                      "outcome": "patched",
                      "reason": null,
                      "ports": [
                        {
                          "container": "web",
                          "probe": "readiness",
                          "handler": "httpGet",
                          "port": 8081,
                          "verdict": "bypass",
                          "reason": "PROBE_PORT"
                        },
                        {
                          "container": null,
                          "probe": null,
                          "handler": null,
                          "port": "alive",
                          "verdict": "leave",
                          "reason": "UNRESOLVED_PORT_NAME"
                        }
                      ],
                      "outboundPorts": [
                        {
                          "port": 5432,
                          "verdict": "bypass",
                          "reason": "NAMED_BY_USER"
                        }
                      ],
                      "annotations": {
                        "a": "1",
                        "b": "2"
                      },
                      "warnings": [],
                      "notes": [
                        "port 8081 is scraped"
                      ],
                      "patch": [
                        {
                          "op": "add",
                          "path": "/metadata/annotations/a",
                          "value": "1"
                        }
                      ]
                    }
                  ],
                  "notes": [
                    "the input has no Service"
                  ]
                }
                """);
    }

    @Test
    void writesYamlForExplain() {
        assertThat(DocumentFormat.YAML.write(EXPLAINED))
                .startsWith("schemaVersion: \"1\"\nonly:\n- \"bypass\"\n- \"leave\"\npods:\n- kind: \"Pod\"\n")
                .contains("  reason: null\n  ports:\n  - container: \"web\"\n", "    port: 8081\n", "  warnings: []\n")
                .endsWith(
                        "  - op: \"add\"\n    path: \"/metadata/annotations/a\"\n    value: \"1\"\nnotes:\n- \"the input has no Service\"\n");
    }

    @Test
    void writesOneLineForCheck() {
        CheckDocument document = CheckDocument.of(
                "shop", true, "it works", List.of(new CheckDocument.Revision("canary", true, "well")), List.of("note"));

        assertThat(DocumentFormat.COMPACT_JSON.write(document)).isEqualTo("""
                {"schemaVersion":"1","namespace":"shop","ok":true,"message":"it works",\
                "revisions":[{"revision":"canary","ok":true,"message":"well"}],"notes":["note"]}
                """);
        assertThat(document.text()).isEqualTo("it works\nwell\nnote\n");
    }
}
