// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever happens to a good spec, what comes out is a spec or diagnostics. */
class SpecFuzzTest {

  private static final long SEED = Long.getLong("codeanatomy.fuzz.seed", 20_260_101L);
  private static final int CASES = Integer.getInteger("codeanatomy.fuzz.cases", 1500);

  private static final List<String> BITS =
      List.of(
          "\n",
          " ",
          "\t",
          "  ",
          "- ",
          ": ",
          "{",
          "}",
          "[",
          "]",
          "\"",
          "'",
          "&a ",
          "*a",
          "|",
          ">",
          "#",
          ",",
          "!!int ",
          "---",
          "...",
          "<<: ",
          "null",
          "~",
          "1e9",
          "99999999999999999999",
          "\u0000",
          "\uFEFF",
          "\uD83D",
          "😀",
          "\u2028",
          "%",
          "@",
          "`",
          "?",
          "\\",
          "\\u12",
          "..",
          "/",
          "true",
          "\r");

  @Test
  void changedTextsAreSpecsOrDiagnostics() {
    Random random = new Random(SEED);
    List<String> texts =
        List.of(Documents.text("good/graph.yaml"), Documents.text("good/graph.json"));
    int specs = 0;
    for (int i = 0; i < CASES; i++) {
      String text = texts.get(i % 2);
      for (int change = random.nextInt(3); change >= 0; change--) {
        text = changed(text, random);
      }
      specs += read(text, i) ? 1 : 0;
    }
    assertThat(specs).as("some changes are harmless, seed %d", SEED).isPositive().isLessThan(CASES);
  }

  @Test
  void changedTreesAreSpecsOrDiagnostics() {
    Random random = new Random(SEED);
    String text = Documents.text("good/graph.json");
    Node good = JsonTree.read(text, new TreeBuilder(text));
    int specs = 0;
    for (int i = 0; i < CASES; i++) {
      Node node = good;
      for (int change = random.nextInt(3); change >= 0; change--) {
        node = Mutations.random(node, random);
      }
      specs += read(JsonWriter.write(node), i) ? 1 : 0;
    }
    assertThat(specs).as("some changes are harmless, seed %d", SEED).isPositive().isLessThan(CASES);
  }

  private static boolean read(String text, int number) {
    try {
      SpecDocument document = SpecDocument.parse(text, Optional.empty());
      List<Diagnostic> found = SpecValidator.validate(document);
      check(found, text);
      String canonical = CanonicalJson.of(document.spec());
      Spec again = SpecDocument.parse(canonical, Optional.empty()).spec();
      require(CanonicalJson.of(again).equals(canonical), "a canonical form is its own", canonical);
      if (found.stream().noneMatch(Diagnostic::isError)) {
        SpecHashes.of(document.spec());
      }
      return true;
    } catch (DiagnosticException e) {
      require(!e.diagnostics().isEmpty(), "an exception has diagnostics", text);
      check(e.diagnostics(), text);
      return false;
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      return fail("seed " + SEED + ", case " + number + ":\n" + text, e);
    }
  }

  private static void check(List<Diagnostic> diagnostics, String text) {
    for (Diagnostic diagnostic : diagnostics) {
      require(diagnostic.line().isPresent(), "a line of " + diagnostic, text);
      String message = diagnostic.message();
      boolean clean = !message.contains("Source:") && !message.contains("\n");
      require(clean, "one clean line: " + message, text);
    }
    SpecSource source = new SpecSource(Optional.empty(), text);
    String shown =
        DiagnosticFormatter.text(diagnostics, Optional.of(source), DiagnosticFormatter.Color.ANSI);
    require(shown.isEmpty() == diagnostics.isEmpty(), "what is found is shown", text);
  }

  /** Plain, because thousands of fluent assertions take longer than what they look at. */
  private static void require(boolean holds, String what, String text) {
    if (!holds) {
      throw new AssertionError(what + ", in\n" + text);
    }
  }

  private static String changed(String text, Random random) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + random.nextInt(random.nextInt(20) == 0 ? 200 : 4));
    return switch (random.nextInt(5)) {
      case 0 -> text.substring(0, from) + text.substring(to);
      case 1 -> text.substring(0, to) + text.substring(from);
      case 2 -> text.substring(0, from) + (char) random.nextInt(0x250) + text.substring(to);
      case 3 -> text.substring(0, from);
      default ->
          text.substring(0, from) + BITS.get(random.nextInt(BITS.size())) + text.substring(to);
    };
  }
}
