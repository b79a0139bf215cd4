// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecReaderTest {

  private static final String MINIMAL = "version: 1\ninput_relations: []\nview_definitions: []\n";

  @Test
  void yamlAndJsonOfTheSameContentAreTheSameSpec() {
    Spec yaml = Documents.graph().spec();
    Spec json = SpecDocument.parse(Documents.text("good/graph.json"), Optional.empty()).spec();
    assertThat(yaml).isEqualTo(json);
  }

  @Test
  void everyPartOfADocumentIsBound() {
    Spec spec = Documents.graph().spec();
    assertThat(spec.inputRelations().get(1))
        .isEqualTo(new InputRelation("members", "tables/members", true, Optional.of(7L)));
    assertThat(spec.viewDefinitions().get(3).transform())
        .isEqualTo(
            new ViewTransform.Relate(
                "member",
                "ref",
                JoinType.Inner,
                List.of(
                    new JoinKey("file_id", "file_id"), new JoinKey("bstart..bend", "bstart..bend")),
                Optional.empty(),
                new Keep.First(
                    2,
                    List.of(
                        new OrderKey("bstart", OrderKey.Direction.asc),
                        new OrderKey("bend", OrderKey.Direction.desc))),
                List.of()));
    assertThat(spec.ruleIntents().get(0).params())
        .isEqualTo(
            Map.of(
                "view",
                "counts",
                "limit",
                3L,
                "share",
                new java.math.BigDecimal("0.5"),
                "strict",
                true,
                "list",
                List.of(1L, "a")));
    assertThat(spec.parameterTemplates().get(1).parameters().get(0).defaultValue())
        .as("a default is text, however it is written")
        .contains("10");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheText(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("spec.anything");
    Files.writeString(file, "\uFEFF" + Documents.text("good/graph.json"), StandardCharsets.UTF_8);
    assertThat(SpecDocument.read(file).spec()).isEqualTo(Documents.graph().spec());
    assertThat(Documents.problemLines("\uFEFF{\"version\": 2}"))
        .containsExactly("CA-SPEC-013 1:13 version 2 of the spec language is unknown");
  }

  @Test
  void filesThatAreNoDocumentsAreOneDiagnosticEach(@TempDir Path folder) throws IOException {
    Path missing = folder.resolve("missing.yaml");
    Path latin = Files.write(folder.resolve("latin"), new byte[] {'a', ':', '\n', (byte) 0xe9});
    Path cut = Files.write(folder.resolve("cut"), new byte[] {'a', (byte) 0xc3});
    assertThatThrownBy(() -> SpecDocument.read(missing))
        .isInstanceOf(DiagnosticException.class)
        .hasMessage("CA-SPEC-001: the file " + missing + " does not exist");
    assertThatThrownBy(() -> SpecDocument.read(folder))
        .hasMessage("CA-SPEC-001: the file " + folder + " is not a file but a directory");
    assertThatThrownBy(() -> SpecDocument.read(latin))
        .hasMessage("CA-SPEC-002: the document is not UTF-8: byte 3 does not fit");
    assertThatThrownBy(() -> SpecDocument.read(cut))
        .hasMessage("CA-SPEC-002: the document is not UTF-8: byte 1 does not fit");
  }

  @Test
  void whatVersionsOfYamlDisagreeAboutStaysText() {
    String spec = MINIMAL + "output_targets: []\nname: %s\n";
    for (String plain :
        List.of("yes", "on", "010", "0x1f", "1_000", "2026-01-01", ".nan", "1:30")) {
      SpecDocument document = SpecDocument.parse(spec.formatted(plain), Optional.empty());
      assertThat(document.spec().name()).as(plain).contains(plain);
    }
    assertThat(Documents.problemLines(spec.formatted("true")))
        .contains("CA-SPEC-010 5:7 expected text, found the boolean true");
    assertThat(Documents.problemLines(spec.formatted("1.5")))
        .contains("CA-SPEC-010 5:7 expected text, found the number 1.5");
  }

  @Test
  void aliasesStandForTheirAnchors() {
    String spec =
        MINIMAL
            + """
            output_targets:
              - &first {table_name: a, source_view: b, columns: &columns [x, y]}
              - {table_name: c, source_view: d, columns: *columns}
              - *first
            """;
    List<OutputTarget> outputs = SpecDocument.parse(spec, Optional.empty()).spec().outputTargets();
    assertThat(outputs.get(1).columns()).containsExactly("x", "y");
    assertThat(outputs.get(2)).isEqualTo(outputs.get(0));
  }

  @Test
  void aliasesThatExplodeAreRefused() {
    StringBuilder bomb =
        new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for (int i = 1; i < 12; i++) {
      String alias = "*a" + (i - 1);
      bomb.append(
          "a%d: &a%d [%s]\n"
              .formatted(i, i, String.join(", ", java.util.Collections.nCopies(9, alias))));
    }
    assertThat(Documents.problemLines(bomb.toString()))
        .singleElement()
        .asString()
        .startsWith("CA-SPEC-007 ")
        .endsWith("the aliases of the document stand for more than 100000 values");
  }

  @Test
  void documentsThatAreTooDeepAreRefused() {
    assertThat(Documents.problemLines("[".repeat(100_000)))
        .containsExactly("CA-SPEC-007 1:102 the document is nested more than 100 levels deep");
    assertThat(Documents.problemLines("a: " + "[".repeat(100_000)))
        .containsExactly("CA-SPEC-007 1:104 the document is nested more than 100 levels deep");
  }

  @Test
  void columnsCountCharactersAndLinesEndAsEditorsThink() {
    assertThat(Documents.problemLines("{\"name\": \"😀é\", \"x\": 1, \"version\": 3}"))
        .containsExactly("CA-SPEC-013 1:35 version 3 of the spec language is unknown");
    assertThat(Documents.problemLines("name: \"😀é\u2028\"\r\ndescription: 😀\rversion:  3\r\n"))
        .containsExactly("CA-SPEC-013 3:11 version 3 of the spec language is unknown");
  }

  @Test
  void placesInsideExpressionsAreFoundThroughEscapesFoldsAndIndentation() {
    String predicate = "a = 'x' and\n  b = \"é\" and c";
    String folded = "a = 'x' and b = \"é\" and c";
    assertThat(placeOfC("|-\n      a = 'x' and\n        b = \"é\" and c\n", predicate, 2, 15))
        .isEqualTo("11:21");
    assertThat(placeOfC("\"a = 'x' and\\n  b = \\\"\\u00e9\\\" and c\"", predicate, 2, 15))
        .isEqualTo("9:51");
    assertThat(placeOfC(">-\n      a = 'x' and\n      b = \"é\" and c\n", folded, 1, 25))
        .isEqualTo("11:19");
    assertThat(placeOfC("a = 'x' and\n      b = \"é\" and c\n", folded, 1, 25)).isEqualTo("10:19");
    assertThat(
            placeOfC(
                "'a = ''x'' and\n\n\n      b = \"é\" and c'\n",
                "a = 'x' and\n\nb = \"é\" and c",
                3,
                13))
        .isEqualTo("12:19");
    assertThat(placeOfC("a = 'x'", "another text", 1, 3))
        .as("a text that is not the document's: where the value stands")
        .isEqualTo("9:16");
  }

  private static String placeOfC(String written, String expression, int line, int column) {
    SpecDocument document = SpecDocument.parse(filter(written), Optional.empty());
    Diagnostic located = document.locate(unknownColumn(expression, line, column));
    return located.line().orElse(0) + ":" + located.column().orElse(0);
  }

  @Test
  void aDocumentMayNameItsJsonSchemaWhichSaysNothingAboutTheSpec() {
    Spec without = Documents.graph().spec();
    String yaml = "$schema: ../docs/spec/spec.schema.json\n" + Documents.text("good/graph.yaml");
    String json =
        Documents.text("good/graph.json").replaceFirst("\\{", "{\"\\$schema\": \"spec.json\",");

    for (String text : List.of(yaml, json)) {
      Spec spec = SpecDocument.parse(text, Optional.empty()).spec();
      assertThat(spec).isEqualTo(without);
      assertThat(CanonicalJson.of(spec)).isEqualTo(CanonicalJson.of(without));
      assertThat(SpecHashes.of(spec).specHash()).isEqualTo(SpecHashes.of(without).specHash());
    }
  }

  @Test
  void theNameOfTheJsonSchemaIsText() {
    assertThat(Documents.problemLines("$schema: 2020\n" + MINIMAL + "output_targets: []\n"))
        .containsExactly(
            "CA-SPEC-010 1:10 expected text, found the number 2020",
            "CA-SPEC-026 5:17 the spec has no outputs, so there is nothing to do");
  }

  @Test
  void aTextOfAnyWhiteSpaceIsBlank() {
    for (String blank : List.of("", "\\t ", "\\u00a0", "\\u2007", "\\ufeff", "\\u3000")) {
      assertThat(Documents.problemLines("rule_intents: [{name: \"" + blank + "\", class: Safety}]"))
          .as("[%s]", blank)
          .contains("CA-SPEC-014 1:23 the text is blank");
    }
  }

  private static Diagnostic unknownColumn(String expression, int line, int column) {
    return Diagnostic.error("CA-PLAN-001", "/view_definitions/0/transform/predicate", "unknown")
        .in(new Diagnostic.ExpressionPosition(expression, line, column, line, column));
  }

  private static String filter(String predicate) {
    return """
        version: 1
        input_relations: []
        output_targets: []
        view_definitions:
        - name: a
          transform:
            kind: Filter
            source: b
            predicate: """
        + " "
        + predicate;
  }
}
