// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers, tables and paragraphs as people read them, and the streams they go to. */
class ShownTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "999949, 999.9 kB",
    "999950, 1.0 MB",
    "1234567, 1.2 MB",
    "9223372036854775807, 9223.4 PB"
  })
  void bytes(long bytes, String shown) {
    assertThat(Figures.bytes(bytes)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.000 s",
    "0.0994, 0.099 s",
    "0.0996, 0.10 s",
    "9.994, 9.99 s",
    "9.996, 10.0 s",
    "99.94, 99.9 s",
    "125, 2 min 5 s"
  })
  void seconds(double seconds, String shown) {
    assertThat(Figures.seconds(seconds)).isEqualTo(shown);
  }

  @Test
  void countsHaveSeparatorsAndPlurals() {
    assertThat(Figures.count(1234567)).isEqualTo("1,234,567");
    assertThat(Figures.count(1, "table")).isEqualTo("1 table");
    assertThat(Figures.count(0, "table")).isEqualTo("0 tables");
  }

  @Test
  void numbersOfATableEndAtTheSameColumn() {
    String table =
        new TextTable(TextTable.left("Table"), TextTable.right("Rows"))
            .row("a", "1")
            .row("größer", "1,000")
            .text(Ansi.OFF);
    assertThat(table)
        .isEqualTo(
            """
              Table    Rows
              ──────  ─────
              a           1
              größer  1,000
            """);
  }

  @Test
  void wordsGoOnUnderTheFirst() {
    String paragraph = Paragraph.of("calls", 8, List.of("a".repeat(50), "b".repeat(50)), Ansi.OFF);
    assertThat(paragraph)
        .isEqualTo("  calls   " + "a".repeat(50) + ",\n          " + "b".repeat(50) + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'/** One. Two. */' | One.",
        "'/**\n   * Makes {@code x < y} of\n   * <b>it</b>.\n   *\n   * @param x y\n   */' | Makes x < y of it.",
        "'/**\n * No end\n * @return it\n */' | No end",
        "'/** A &lt;b&gt;! More. */' | A <b>!",
        "'/***/' | ''",
      })
  void theFirstSentenceOfAComment(String comment, String sentence) {
    assertThat(Javadoc.firstSentence(comment)).isEqualTo(sentence);
  }

  @Test
  void aReaderThatHasSeenEnoughIsNoFailure() {
    StandardStream stream = new StandardStream(failing("Broken pipe"));
    print(stream);
    assertThat(stream.failure()).isEmpty();
  }

  @Test
  void aFullDiskIsAFailure() {
    StandardStream stream = new StandardStream(failing("No space left on device"));
    print(stream);
    assertThat(stream.failure()).contains("No space left on device");
  }

  private static void print(StandardStream stream) {
    PrintStream printer = stream.printer();
    printer.println("one");
    printer.println("two");
    printer.flush();
  }

  private static OutputStream failing(String message) {
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        throw new IOException(message);
      }
    };
  }
}
