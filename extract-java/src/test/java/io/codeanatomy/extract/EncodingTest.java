// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spans are bytes of the file, whatever its characters. */
final class EncodingTest {

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private static final String NASTY =
      """
      /* \u00e4 \ud83d\ude00 */ package \u00fc.\u4f60;
      \t// \ud83d\ude00\ud83d\ude00 line
      /** \u20ac */ class \u00c4\ud835\udc9c {
      \tString s = "\ud83d\ude00" + \u00e4\u00f6, \u00df = f("\u20ac", x\ud835\udcb3.y());
      }
      """;

  @TempDir Path folder;

  private static byte[] withByteOrderMark(byte[] text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(BYTE_ORDER_MARK);
    out.writeBytes(text);
    return out.toByteArray();
  }

  private void expectNasty(SourceFolder source, String lineEnd) {
    assertThat(source.faults()).isEmpty();
    assertThat(source.lines(ExtractionTables.FILES, "package", "encoding"))
        .containsExactly("\u00fc.\u4f60|UTF-8");
    assertThat(source.lines(ExtractionTables.TYPES, "name_@"))
        .containsExactly("\u00c4\ud835\udc9c");
    assertThat(source.lines(ExtractionTables.MEMBERS, "name_@", "@"))
        .containsExactly(
            "s|String s = \"\ud83d\ude00\" + \u00e4\u00f6",
            "\u00df|\u00df = f(\"\u20ac\", x\ud835\udcb3.y());");
    assertThat(source.lines(ExtractionTables.REFS, "@"))
        .containsExactly("String", "\u00e4\u00f6", "f", "y", "x\ud835\udcb3");
    assertThat(source.lines(ExtractionTables.CALLS, "callee_@", "receiver_@", "@"))
        .containsExactly(
            "f|-|f(\"\u20ac\", x\ud835\udcb3.y())", "y|x\ud835\udcb3|x\ud835\udcb3.y()");
    assertThat(source.lines(ExtractionTables.CALL_ARGS, "@"))
        .containsExactly("\"\u20ac\"", "x\ud835\udcb3.y()");
    assertThat(source.lines(ExtractionTables.COMMENTS, "@"))
        .containsExactly(
            "/* \u00e4 \ud83d\ude00 */", "// \ud83d\ude00\ud83d\ude00 line", "/** \u20ac */");
    assertThat(source.rows(ExtractionTables.LINE_INDEX)).hasSize(6);
    assertThat(
            source.rows(ExtractionTables.LINE_INDEX).stream()
                .map(
                    line ->
                        new String(
                            source.bytes("A.java"),
                            (int) line.number("line_start"),
                            (int) (line.number("line_end") - line.number("line_start")),
                            StandardCharsets.UTF_8))
                .toList())
        .containsExactlyElementsOf(List.of(source.text("A.java").split(lineEnd, -1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void spansCountBytesOfUtf8(String lineEnd) {
    expectNasty(
        new SourceFolder(folder).write("A.java", NASTY.replace("\n", lineEnd)).extract(), lineEnd);
  }

  @Test
  void aByteOrderMarkCounts() {
    byte[] text = NASTY.getBytes(StandardCharsets.UTF_8);
    SourceFolder source =
        new SourceFolder(folder).write("A.java", withByteOrderMark(text)).extract();
    assertThat(source.lines(ExtractionTables.FILES, "byte_order_mark", "bstart", "bend", "lines"))
        .containsExactly("true|0|" + (text.length + 3) + "|5");
    assertThat(source.lines(ExtractionTables.COMMENTS, "bstart", "@").get(0))
        .isEqualTo("3|/* \u00e4 \ud83d\ude00 */");
    assertThat(source.rows(ExtractionTables.NODES).get(0).number("bstart")).isZero();
    assertThat(source.faults()).isEmpty();
  }

  @Test
  void unicodeEscapesAreWrittenLongerThanTheyMean() {
    SourceFolder source =
        new SourceFolder(folder)
            .write(
                "A.java",
                """
                cl\\u0061ss \\u0041b { // \\u000a int \\uuu0063 = \\u0061.\\u0062(\\u0022x\\u0022);
                  String s = "\\\\u0041 \\\\" + \\u002f* c *\\u002f t; char q = '\\u005c'';
                }
                """)
            .extract();
    assertThat(source.lines(ExtractionTables.DIAGNOSTICS, "message")).isEmpty();
    assertThat(source.faults()).isEmpty();
    assertThat(source.lines(ExtractionTables.TYPES, "name", "name_@"))
        .containsExactly("Ab|\\u0041b");
    assertThat(source.lines(ExtractionTables.MEMBERS, "name", "name_@"))
        .containsExactly("c|\\uuu0063", "s|s", "q|q");
    assertThat(source.lines(ExtractionTables.REFS, "ref_text", "@"))
        .containsExactly("b|\\u0062", "a|\\u0061", "String|String", "t|t");
    assertThat(source.lines(ExtractionTables.CALL_ARGS, "arg_text"))
        .containsExactly("\\u0022x\\u0022");
    assertThat(source.lines(ExtractionTables.COMMENTS, "kind", "@"))
        .containsExactly("line|// ", "block|\\u002f* c *\\u002f");
  }

  @Test
  void ignorableCharactersAreWrittenButNotOfTheName() {
    SourceFolder source =
        new SourceFolder(folder)
            .write("A.java", "class A\u00adB { int c\u200dd = e\u00adf; }")
            .extract();
    assertThat(source.faults()).isEmpty();
    assertThat(source.lines(ExtractionTables.TYPES, "name", "name_@"))
        .containsExactly("AB|A\u00adB");
    assertThat(source.lines(ExtractionTables.MEMBERS, "name", "name_@"))
        .containsExactly("cd|c\u200dd");
    assertThat(source.lines(ExtractionTables.REFS, "ref_text", "@")).containsExactly("ef|e\u00adf");
  }

  @Test
  void whatIsNotUtf8IsReadAsLatin1AndSpansAreItsBytes() {
    String text = "class \u00c4 { int \u00e4 = \u00f6 + \"\u00fc\"; } // \u00df";
    SourceFolder source =
        new SourceFolder(folder)
            .write("A.java", text.getBytes(StandardCharsets.ISO_8859_1))
            .extract();
    assertThat(source.faults()).isEmpty();
    assertThat(source.lines(ExtractionTables.FILES, "encoding", "size_bytes", "status"))
        .containsExactly("ISO-8859-1|" + text.length() + "|parsed");
    assertThat(source.lines(ExtractionTables.DIAGNOSTICS, "severity", "code"))
        .containsExactly("warning|CA-EXTRACT-103");
    assertThat(source.lines(ExtractionTables.MEMBERS, "name_@", "bstart"))
        .containsExactly("\u00e4|10");
    assertThat(source.lines(ExtractionTables.REFS, "@")).containsExactly("\u00f6");
    assertThat(source.lines(ExtractionTables.COMMENTS, "@", "text"))
        .containsExactly("// \u00df|// \u00df");
  }

  @Test
  void anEmptyFileHasOneEmptyLineAndOneNode() {
    SourceFolder source = new SourceFolder(folder).write("A.java", "").extract();
    assertThat(source.faults()).isEmpty();
    assertThat(source.lines(ExtractionTables.FILES, "lines", "size_bytes", "status"))
        .containsExactly("0|0|parsed");
    assertThat(source.lines(ExtractionTables.LINE_INDEX, "line_no", "line_start", "line_end"))
        .containsExactly("0|0|0");
    assertThat(source.lines(ExtractionTables.NODES, "kind", "bstart", "bend"))
        .containsExactly("compilation_unit|0|0");
  }

  @Test
  void longTextsAreCutBetweenCharacters() {
    String literal = "\"" + "\ud83d\ude00".repeat(600) + "\"";
    SourceFolder source =
        new SourceFolder(folder)
            .write("A.java", "class A { int a = f(" + literal + "); }")
            .extract();
    String kept = source.rows(ExtractionTables.CALL_ARGS).get(0).text("arg_text");
    assertThat(kept).isEqualTo(literal.substring(0, 999));
    assertThat(source.written(ExtractionTables.CALL_ARGS, "")).containsExactly(literal);
  }
}
