// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static io.codeanatomy.delta.schema.DataType.Primitive.DOUBLE;
import static io.codeanatomy.delta.schema.DataType.Primitive.INTEGER;
import static io.codeanatomy.delta.schema.DataType.Primitive.LONG;
import static io.codeanatomy.delta.schema.DataType.Primitive.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.spec.BadDocument;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every document in {@code bad/} has exactly the faults that it names, see {@link BadDocument};
 * lines {@code # parameter name = value}, {@code # input name = location} and {@code # output root
 * = folder} say how it is run.
 */
class BadDocumentsTest {

  private static final Path DOCUMENTS = Path.of("src/test/resources/bad");
  private static final Pattern HEADING =
      Pattern.compile("(?m)^### (CA-(?:PLAN|RULE|INPUT)-\\d{3}) ");

  /** Codes without a document, and what covers them. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "CA-RULE-014", "ProfilesTest: it is the run that turns rules off",
          "CA-RULE-015", "RulePipelineTest: the engine's own rules do not do this",
          "CA-RULE-016", "RulePipelineTest: the engine's own rules do not do this",
          "CA-RULE-017", "RuleCatalogTest: it is about modules of rules",
          "CA-PLAN-043", "NondeterminismTest: no spec compiles to such a plan",
          "CA-PLAN-044", "NondeterminismTest: no spec compiles to such a plan",
          "CA-PLAN-045", "NondeterminismTest: no spec compiles to such a plan");

  private static final Schema THINGS =
      Schema.of(
          Field.required("id", LONG),
          Field.nullable("name", STRING),
          Field.nullable("size", LONG),
          Field.nullable("count", INTEGER),
          Field.nullable("weight", DOUBLE),
          Field.nullable("tags", new DataType.Array(STRING, true)),
          Field.nullable("attributes", new DataType.Map(STRING, STRING, true)));

  @TempDir static Path folder;

  static List<BadDocument> documents() throws IOException {
    return BadDocument.in(DOCUMENTS);
  }

  @BeforeAll
  static void givenTables() throws IOException {
    new GivenTables(folder)
        .write(
            "things",
            THINGS,
            """
            VALUES (1::BIGINT, 'a', 2::BIGINT, 3, 0.5::DOUBLE, ['x', 'y'], MAP {'k': 'v'}),
                   (2, NULL, NULL, NULL, NULL, NULL, NULL)""");
    Files.createDirectories(folder.resolve("not-delta"));
    Files.writeString(folder.resolve("not-delta/data.csv"), "id\n1\n");
    new GivenTables(folder)
        .write(
            "audited",
            Schema.of(Field.nullable("id", LONG), Field.nullable("_change_type", STRING)),
            "VALUES (1::BIGINT, 'new')");
    cleanedUpTable();
    log("broken", "this is not an action");
    log("future", protocol(99), metadata("long", ""));
    log("vacuumed", protocol(1), metadata("long", ""));
    log(
        "vacuumed",
        "{\"add\":{\"path\":\"gone.parquet\",\"partitionValues\":{},\"size\":1,"
            + "\"modificationTime\":1,\"dataChange\":true}}");
    log("retyped", protocol(1), metadata("long", ""));
    log("retyped", metadata("string", ""));
    log("late-feed", protocol(1), metadata("long", ""));
    log("late-feed", metadata("long", "\"delta.enableChangeDataFeed\":\"true\""));
  }

  /** Versions 0 to 10; the checkpoint of the last one made the log before it superfluous. */
  private static void cleanedUpTable() throws IOException {
    for (int version = 0; version <= 10; version++) {
      new GivenTables(folder)
          .write(
              "cleaned_up",
              Schema.of(Field.nullable("id", LONG)),
              "VALUES (%d::BIGINT)".formatted(version));
    }
    for (int version = 0; version < 10; version++) {
      Files.delete(folder.resolve("cleaned_up/_delta_log/0000000000000000000" + version + ".json"));
    }
  }

  private static String protocol(int readerVersion) {
    return "{\"protocol\":{\"minReaderVersion\":%d,\"minWriterVersion\":4}}"
        .formatted(readerVersion);
  }

  private static String metadata(String type, String configuration) {
    String column =
        "{\\\"name\\\":\\\"id\\\",\\\"type\\\":\\\"%s\\\",\\\"nullable\\\":true,\\\"metadata\\\":{}}"
            .formatted(type);
    return "{\"metaData\":{\"id\":\"1\",\"format\":{\"provider\":\"parquet\",\"options\":{}},"
        + "\"schemaString\":\"{\\\"type\\\":\\\"struct\\\",\\\"fields\\\":["
        + column
        + "]}\",\"partitionColumns\":[],\"configuration\":{"
        + configuration
        + "},\"createdTime\":1}}";
  }

  /** Writes the next version of a table as it stands here. */
  private static void log(String table, String... actions) throws IOException {
    Path log = Files.createDirectories(folder.resolve(table).resolve("_delta_log"));
    int version = Files.exists(log.resolve("00000000000000000000.json")) ? 1 : 0;
    Files.writeString(
        log.resolve("0000000000000000000" + version + ".json"), String.join("\n", actions) + "\n");
  }

  @ParameterizedTest
  @MethodSource("documents")
  void aBadDocumentHasExactlyTheDiagnosticsThatItNames(BadDocument document) {
    document.verify(diagnostics(document));
  }

  @Test
  void everyDocumentedCodeHasABadDocument() throws IOException {
    Set<String> met = new TreeSet<>(ELSEWHERE.keySet());
    for (BadDocument document : documents()) {
      met.addAll(document.codes());
    }
    String page = Files.readString(Path.of("../docs/errors.md"));
    Set<String> documented = new TreeSet<>();
    HEADING.matcher(page).results().forEach(heading -> documented.add(heading.group(1)));

    assertThat(documented).hasSizeGreaterThan(30);
    assertThat(met).as("add documents to %s", DOCUMENTS).containsAll(documented);
  }

  /** What validation finds; if that is no error, also what a run finds before it begins. */
  private static List<Diagnostic> diagnostics(BadDocument document) {
    Run run = run(document);
    List<Diagnostic> found = new ArrayList<>(Engine.create().validate(run));
    if (found.stream().noneMatch(Diagnostic::isError)) {
      try {
        Engine.create().run(run);
      } catch (DiagnosticException e) {
        found.addAll(e.diagnostics());
      }
    }
    return found;
  }

  private static Run run(BadDocument document) {
    Path output = folder.resolve("out-" + document.toString().replaceAll("\\W", "-"));
    for (String root : document.settings("output").values()) {
      output = folder.resolve(root).normalize();
    }
    Run run = Run.of(document.read(folder.resolve("spec.yaml"))).outputRoot(output);
    for (Map.Entry<String, String> value : document.settings("parameter").entrySet()) {
      run = run.parameter(value.getKey(), value.getValue());
    }
    for (Map.Entry<String, String> input : document.settings("input").entrySet()) {
      run = run.input(input.getKey(), folder.resolve(input.getValue()));
    }
    return run;
  }
}
