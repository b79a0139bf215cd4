// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiagnosticFormatterTest {

  private static final Diagnostic PLAIN =
      Diagnostic.error("CA-SPEC-022", "/a/0", "there is no relation \"rfs\"");

  @Test
  void aDiagnosticShowsItsPlaceItsLineAndWhatToDo() {
    String text = "version: 1\na:\n\t- rfs # 😀\n";
    Diagnostic second =
        Diagnostic.error("CA-SPEC-050", "", "the view \"v\" is not used").asWarning().at(1, 1);
    assertThat(
            format(
                text,
                PLAIN.at(3, 4).withHint("did you mean \"refs\"?"),
                second,
                Diagnostic.error("CA-CLI-001", "no spec")))
        .isEqualTo(
            """
            error[CA-SPEC-022] dir/spec.yaml:3:4 at /a/0: there is no relation "rfs"
              |
            3 | \t- rfs # 😀
              | \t  ^
              = hint: did you mean "refs"?

            warning[CA-SPEC-050] dir/spec.yaml:1:1: the view "v" is not used
              |
            1 | version: 1
              | ^

            error[CA-CLI-001]: no spec

            2 errors, 1 warning
            """);
  }

  @Test
  void aPlaceInAnExpressionIsMarkedInTheExpressionToo() {
    Diagnostic diagnostic =
        PLAIN
            .at(1, 7)
            .in(new Diagnostic.ExpressionPosition("a = '漢' and\nnmae = 1 and b", 2, 1, 2, 4));
    assertThat(format("p: \"a = '漢' and\\nnmae = 1 and b\"", diagnostic))
        .isEqualTo(
            """
            error[CA-SPEC-022] dir/spec.yaml:1:7 at /a/0: there is no relation "rfs"
              |
            1 | p: "a = '漢' and\\nnmae = 1 and b"
              |       ^
              | in the expression, line 2, column 1:
              | nmae = 1 and b
              | ^^^^

            1 error
            """);
  }

  @Test
  void longLinesAreCutAndControlCharactersAreShown() {
    String line = "x".repeat(500) + "\u001b[31m!" + "y".repeat(500);
    String shown = format(line, PLAIN.at(1, 506));
    assertThat(shown)
        .contains("1 | …" + "x".repeat(35) + "\\u001b[31m!" + "y".repeat(59) + "…\n")
        .contains("  | " + " ".repeat(46) + "^\n")
        .doesNotContain("\u001b");
    assertThat(format("", Diagnostic.error("C", "", "a\u001bb\u202ec").at(1, 1)))
        .contains("a\\u001bb\\u202ec");
  }

  @Test
  void coloursAreAddedOnlyWhereAskedFor() {
    String plain = DiagnosticFormatter.text(List.of(PLAIN), Optional.empty(), never());
    String colored =
        DiagnosticFormatter.text(List.of(PLAIN), Optional.empty(), DiagnosticFormatter.Color.ANSI);
    assertThat(plain).startsWith("error[CA-SPEC-022] at /a/0: there");
    assertThat(colored).startsWith("\u001b[1;31merror[CA-SPEC-022]\u001b[0m at /a/0: \u001b[1m");
    assertThat(colored.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
    assertThat(DiagnosticFormatter.text(List.of(), Optional.empty(), never())).isEmpty();
  }

  @Test
  void jsonHoldsEverythingAndIsJson() {
    Diagnostic full =
        PLAIN
            .at(3, 4)
            .withHint("tab\t, quote \", backslash \\, \u0001")
            .in(new Diagnostic.ExpressionPosition("a\nb", 1, 2, 3, 4));
    String json = DiagnosticFormatter.json(List.of(full, Diagnostic.error("C", "m").asWarning()));
    assertThat(json)
        .isEqualTo(
            """
            [{"code": "CA-SPEC-022", "severity": "error", "pointer": "/a/0", "line": 3, "column": 4, \
            "in_expression": {"expression": "a\\nb", "line": 1, "column": 2, "end_line": 3, \
            "end_column": 4}, "message": "there is no relation \\"rfs\\"", \
            "hint": "tab\\t, quote \\", backslash \\\\, \\u0001"},
            {"code": "C", "severity": "warning", "pointer": null, "line": null, "column": null, \
            "in_expression": null, "message": "m", "hint": null}]""");
    assertThat(JsonTree.read(json, new TreeBuilder(json))).isInstanceOf(Node.Sequence.class);
    assertThat(DiagnosticFormatter.json(List.of())).isEqualTo("[]");
  }

  private static DiagnosticFormatter.Color never() {
    return DiagnosticFormatter.Color.NEVER;
  }

  private static String format(String text, Diagnostic... diagnostics) {
    SpecSource source = new SpecSource(Optional.of(Path.of("dir", "spec.yaml")), text);
    return DiagnosticFormatter.text(List.of(diagnostics), Optional.of(source), never());
  }
}
