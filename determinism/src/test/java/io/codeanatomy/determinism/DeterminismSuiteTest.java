// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.determinism;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.engine.RunResult;
import io.codeanatomy.engine.ingest.LoadSource;
import io.codeanatomy.engine.ingest.TableLoader;
import io.codeanatomy.engine.rules.RuleCatalog;
import io.codeanatomy.examples.tpch.TpchGenerator;
import io.codeanatomy.extract.ExtractionOptions;
import io.codeanatomy.extract.ExtractionProgress;
import io.codeanatomy.extract.JavaExtractor;
import io.codeanatomy.spec.SpecDocument;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every example under many settings: the digests of all outputs are the same, and so are the hashes
 * that a setting has no business with. {@code -Dcodeanatomy.tests=full} takes the whole product of
 * all settings, on more data; {@code -Dcodeanatomy.seed=N} draws the same settings again.
 */
class DeterminismSuiteTest {

  private static final boolean FULL = "full".equals(System.getProperty("codeanatomy.tests"));
  private static final Path HOME = Path.of("..");
  private static final int DRAWN = 4;

  @TempDir static Path folder;
  private static final List<Example> EXAMPLES = new ArrayList<>();

  static Stream<Example> examples() {
    return EXAMPLES.stream();
  }

  @BeforeAll
  static void givenInputs() throws IOException, SQLException {
    EXAMPLES.add(everyTransform());
    EXAMPLES.add(revenue());
    EXAMPLES.add(codePropertyGraph());
    EXAMPLES.add(tpch());
  }

  private static Example everyTransform() throws IOException, SQLException {
    Path files = Files.createDirectories(folder.resolve("files"));
    int rows = FULL ? 400_000 : 20_000;
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          Files.readString(Path.of("src/test/resources/every-transform.sql"))
              .replace("{rows}", Integer.toString(rows))
              .replace("{folder}", files.toString()));
    }
    Path tables = folder.resolve("every-transform");
    TableLoader.load(
        List.of(
            LoadSource.of("measurements", files.resolve("measurements.parquet").toString()),
            LoadSource.of("sections", files.resolve("sections.parquet").toString())),
        tables);
    return example(
        "every transform", Path.of("src/test/resources/every-transform.yaml"), tables, "160MB");
  }

  private static Example revenue() throws IOException, SQLException {
    Path example = HOME.resolve("examples/load-csv");
    Path tables = folder.resolve("revenue");
    TableLoader.load(
        Stream.of("customers", "orders", "prices")
            .map(name -> LoadSource.of(name, example.resolve("data/" + name + ".csv").toString()))
            .toList(),
        tables);
    return example("load-csv", example.resolve("revenue.yaml"), tables, "128MB");
  }

  private static Example codePropertyGraph() throws IOException, SQLException {
    Path tables = folder.resolve("cpg");
    Path sources =
        FULL
            ? HOME.resolve("engine/src/main/java")
            : HOME.resolve("cli/src/test/resources/cpg-project");
    new JavaExtractor(ExtractionOptions.defaults(), ExtractionProgress.NONE)
        .extract(List.of(sources), tables);
    return example("cpg-java", HOME.resolve("examples/cpg-java/cpg.yaml"), tables, "160MB");
  }

  private static Example tpch() throws IOException, SQLException {
    Path tables = folder.resolve("tpch");
    TpchGenerator.generate(
        new BigDecimal(FULL ? "0.05" : "0.01"), tables, TpchGenerator.Progress.NONE);
    return example("tpch", HOME.resolve("examples/tpch/tpch.yaml"), tables, "192MB");
  }

  private static Example example(String name, Path spec, Path tables, String smallMemory)
      throws IOException, SQLException {
    Path one = folder.resolve(name + " in one file");
    Path many = folder.resolve(name + " in many files");
    ShuffledTables.copy(tables, one, 1, 11);
    ShuffledTables.copy(tables, many, 5, 23);
    return new Example(name, SpecDocument.read(spec), List.of(tables, one, many), smallMemory);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void noSettingMakesADifference(Example example) {
    long seed = Long.getLong("codeanatomy.seed", new Random().nextLong());
    List<Setting> settings =
        FULL
            ? Setting.all(example.smallMemory())
            : Setting.some(example.smallMemory(), DRAWN, new Random(seed));
    Path root = folder.resolve("out " + example);
    RunResult base = example.run(Setting.BASE, root.resolve("base"));
    assertThat(digests(base).values()).doesNotContain("none");
    assertThat(base.outputs().stream().mapToLong(RunResult.Output::rowsWritten).sum()).isPositive();

    for (int i = 0; i < settings.size(); i++) {
      Setting setting = settings.get(i);
      String told = "seed %d, %s".formatted(seed, setting);
      RunResult result = example.run(setting, root.resolve("run-" + i));
      assertThat(digests(result)).as(told).isEqualTo(digests(base));
      if (setting.hasRulesOf(Setting.BASE)) {
        assertThat(result.specHash()).as("spec hash, %s", told).isEqualTo(base.specHash());
        assertThat(result.rulepackFingerprint())
            .as("fingerprint, %s", told)
            .isEqualTo(base.rulepackFingerprint());
        if (setting.layout() == Setting.BASE.layout()) {
          assertThat(result.envelopeHash())
              .as("envelope hash, %s", told)
              .isEqualTo(base.envelopeHash());
        }
      } else {
        assertThat(result.envelopeHash())
            .as("envelope hash, %s", told)
            .isNotEqualTo(base.envelopeHash());
      }
      if (setting.isPlannedAs(Setting.BASE)) {
        assertThat(result.planHash()).as("plan hash, %s", told).isEqualTo(base.planHash());
      }
    }
  }

  /** Otherwise a new optimisation would not be turned off by anybody. */
  @Test
  void allOptimizationsAreTurnedOff() {
    assertThat(
            RuleCatalog.withBuiltIn(List.of())
                .rules(EXAMPLES.get(0).document().spec(), List.of())
                .rules()
                .stream()
                .filter(
                    rule -> rule.purpose() == io.codeanatomy.engine.rules.Rule.Purpose.OPTIMIZATION)
                .map(rule -> rule.name()))
        .containsExactlyInAnyOrderElementsOf(Setting.OPTIMIZATIONS);
  }

  private static Map<String, String> digests(RunResult result) {
    Map<String, String> digests = new TreeMap<>();
    result
        .outputs()
        .forEach(output -> digests.put(output.tableName(), output.contentDigest().orElse("none")));
    return digests;
  }
}
