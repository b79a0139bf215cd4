// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.codeanatomy.engine.ingest.LoadSource;
import io.codeanatomy.engine.ingest.TableLoader;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.Mutator;
import io.codeanatomy.spec.ReferencePage;
import io.codeanatomy.spec.SpecDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to a good spec, reader, validator and planner end in diagnostics. */
class SpecFuzzTest {

  private static final long SEED = Long.getLong("codeanatomy.seed", 20_261_123L);
  private static final boolean FULL = "full".equals(System.getProperty("codeanatomy.tests"));
  private static final int CASES = FULL ? 20_000 : 400;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Path DATA = Path.of("../examples/load-csv/data");
  private static final Pattern YAML = Pattern.compile("(?s)```yaml\n(.*?)```");

  /** What expressions are made of, to make others of. */
  private static final List<String> BITS =
      List.of(
          "(",
          ")",
          "'",
          "\"",
          " ",
          ",",
          "+",
          "-",
          "/",
          "%",
          "||",
          "=",
          "<>",
          ":x",
          "?",
          ".",
          "..",
          "*",
          "day",
          "product",
          "left.",
          "right.",
          "NULL",
          "1e400",
          "1.5",
          "0",
          "--",
          "/*",
          ";",
          "AND ",
          "NOT ",
          "CASE ",
          "END",
          "CAST(",
          " AS ",
          "bigint",
          "DATE '",
          "INTERVAL '1' DAY",
          "(SELECT 1)",
          "COUNT(*)",
          "[1]",
          "\u0000",
          "\uD83D\uDE00",
          "{",
          "}",
          "LIKE ",
          "BETWEEN ");

  @TempDir static Path folder;

  @BeforeAll
  static void givenTheTablesOfTheExample() {
    TableLoader.load(
        Stream.of("customers", "orders", "prices")
            .map(name -> LoadSource.of(name, DATA.resolve(name + ".csv").toString()))
            .toList(),
        folder.resolve("tables"));
  }

  @Test
  void changedTreesArePlannedOrEndInDiagnostics() throws IOException {
    Random random = new Random(SEED);
    List<Mutator> good = new ArrayList<>();
    for (String text : good()) {
      good.add(Mutator.of(text, random));
    }
    int planned = 0;
    for (int i = 0; i < CASES; i++) {
      planned += plans(good.get(i % good.size()).next(), i) ? 1 : 0;
    }
    assertThat(planned).as("some changes are harmless, seed %d", SEED).isBetween(1, CASES - 1);
  }

  @Test
  void changedTextsArePlannedOrEndInDiagnostics() throws IOException {
    Random random = new Random(SEED);
    List<String> good = good();
    int planned = 0;
    for (int i = 0; i < CASES; i++) {
      String text = good.get(i % good.size());
      int from = random.nextInt(text.length());
      int to = Math.min(text.length(), from + random.nextInt(3));
      String bit = BITS.get(random.nextInt(BITS.size()));
      planned += plans(text.substring(0, from) + bit + text.substring(to), i) ? 1 : 0;
    }
    assertThat(planned).as("some changes are harmless, seed %d", SEED).isBetween(1, CASES - 1);
  }

  /** Every transform's and intent's examples, and the whole documents of the reference. */
  private static List<String> good() throws IOException {
    List<String> good = new ArrayList<>();
    try (Stream<Path> pages = Files.list(Path.of("../docs/spec"))) {
      for (Path page : pages.filter(file -> file.toString().endsWith(".md")).sorted().toList()) {
        for (MatchResult yaml : YAML.matcher(Files.readString(page)).results().toList()) {
          String text = yaml.group(1);
          good.add(text.startsWith("version:") ? text : SpecReferenceTest.framed(text));
        }
      }
    }
    good.addAll(
        RuleIntentsPage.examples(Files.readString(Path.of("../docs/spec", RuleIntentsPage.FILE)))
            .values());
    assertThat(good).hasSizeGreaterThan(ReferencePage.kinds().size());
    good.forEach(
        text ->
            assertThatCode(() -> assertThat(errors(text)).as(text).isEmpty())
                .doesNotThrowAnyException());
    return good;
  }

  private static List<Diagnostic> errors(String text) {
    return validate(text).stream().filter(Diagnostic::isError).toList();
  }

  private static List<Diagnostic> validate(String text) {
    Optional<Path> file = Optional.of(folder.resolve("spec.yaml"));
    Run run = Run.of(SpecDocument.parse(text, file)).outputRoot(folder.resolve("out"));
    return Engine.create().validate(run);
  }

  private static boolean plans(String text, int number) {
    String of = "seed %d, case %d:%n%s".formatted(SEED, number, text);
    long start = System.nanoTime();
    List<Diagnostic> found;
    try {
      found = validate(text);
    } catch (DiagnosticException e) {
      found = e.diagnostics();
      assertThat(found).as(of).isNotEmpty();
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(of, e);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).as(of).isLessThan(PATIENCE);
    int lines = (int) text.lines().count() + 1;
    for (Diagnostic diagnostic : found) {
      boolean sound =
          diagnostic.code().matches("CA-[A-Z]+-\\d{3}")
              && !diagnostic.message().isBlank()
              && diagnostic.line().orElse(0) >= 1
              && diagnostic.line().orElse(0) <= lines
              && diagnostic.column().orElse(0) >= 1;
      if (!sound) {
        throw new AssertionError(diagnostic + " of " + of);
      }
    }
    return found.stream().noneMatch(Diagnostic::isError);
  }
}
