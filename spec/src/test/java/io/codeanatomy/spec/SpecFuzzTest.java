// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        node = changed(node, random, 0);
      }
      StringBuilder json = new StringBuilder();
      write(node, json);
      specs += read(json.toString(), i) ? 1 : 0;
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

  private static Node changed(Node node, Random random, int depth) {
    boolean deeper = random.nextInt(8) > 0 && depth < 8;
    if (node instanceof Node.Mapping mapping && !mapping.entries().isEmpty() && deeper) {
      List<String> keys = List.copyOf(mapping.entries().keySet());
      String key = keys.get(random.nextInt(keys.size()));
      Map<String, Node.Entry> entries = new LinkedHashMap<>(mapping.entries());
      Node value = mapping.entries().get(key).value();
      switch (random.nextInt(12)) {
        case 0 -> entries.remove(key);
        case 1 -> entries.put(key + "x", new Node.Entry(0, value));
        case 2 -> entries.put(key, mapping.entries().get(keys.get(random.nextInt(keys.size()))));
        default -> entries.put(key, new Node.Entry(0, changed(value, random, depth + 1)));
      }
      return new Node.Mapping(0, entries);
    } else if (node instanceof Node.Sequence sequence && !sequence.items().isEmpty() && deeper) {
      List<Node> items = new ArrayList<>(sequence.items());
      int index = random.nextInt(items.size());
      switch (random.nextInt(12)) {
        case 0 -> items.remove(index);
        case 1 -> items.add(random.nextInt(items.size()), items.get(index));
        case 2 -> items.set(index, items.get(random.nextInt(items.size())));
        default -> items.set(index, changed(items.get(index), random, depth + 1));
      }
      return new Node.Sequence(0, items);
    }
    return switch (random.nextInt(9)) {
      case 0 -> new Node.Null(0);
      case 1 -> new Node.Bool(0, random.nextBoolean());
      case 2 ->
          new Node.Numeral(
              0, List.of("0", "-1", "1.5", "1e400", "9223372036854775808").get(random.nextInt(5)));
      case 3 ->
          new Node.Text(
              0,
              List.of("", " ", "refs", "a..b", "ref", "all", "../x", "Strict")
                  .get(random.nextInt(8)));
      case 4 -> new Node.Sequence(0, List.of(node, node));
      case 5 -> new Node.Sequence(0, List.of());
      case 6 -> new Node.Mapping(0, Map.of());
      case 7 -> new Node.Mapping(0, Map.of("kind", new Node.Entry(0, node)));
      default -> node;
    };
  }

  private static void write(Node node, StringBuilder out) {
    if (node instanceof Node.Text text) {
      JsonText.append(out, text.value());
    } else if (node instanceof Node.Numeral number) {
      out.append(number.literal());
    } else if (node instanceof Node.Bool bool) {
      out.append(bool.value());
    } else if (node instanceof Node.Null) {
      out.append("null");
    } else if (node instanceof Node.Sequence sequence) {
      String separator = "[";
      for (Node item : sequence.items()) {
        out.append(separator);
        write(item, out);
        separator = ",";
      }
      out.append(sequence.items().isEmpty() ? "[]" : "]");
    } else if (node instanceof Node.Mapping mapping) {
      String separator = "{";
      for (Map.Entry<String, Node.Entry> entry : mapping.entries().entrySet()) {
        out.append(separator);
        JsonText.append(out, entry.getKey());
        out.append(":");
        write(entry.getValue().value(), out);
        separator = ",\n";
      }
      out.append(mapping.entries().isEmpty() ? "{}" : "}");
    }
  }
}
