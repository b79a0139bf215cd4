// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The JSON Schema and the reader accept the same documents. */
class SpecJsonSchemaTest {

  private static final Path PUBLISHED = Path.of("../docs/spec/spec.schema.json");
  private static final long SEED = Long.getLong("codeanatomy.seed", 20_261_122L);
  private static final boolean FULL = "full".equals(System.getProperty("codeanatomy.tests"));
  private static final int CASES = FULL ? 50_000 : 1_000;

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Schema SCHEMA = REGISTRY.getSchema(SpecJsonSchema.text(), InputFormat.JSON);

  @Test
  void thePublishedSchemaIsUpToDate() throws IOException {
    if (Boolean.getBoolean("codeanatomy.update")) {
      Files.writeString(PUBLISHED, SpecJsonSchema.text());
    }
    assertThat(Files.readString(PUBLISHED))
        .as("run this test with -Dcodeanatomy.update=true to write %s", PUBLISHED)
        .isEqualTo(SpecJsonSchema.text());
  }

  @Test
  void theSchemaIsASchema() {
    Schema metaSchema =
        REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    assertThat(metaSchema.validate(SpecJsonSchema.text(), InputFormat.JSON)).isEmpty();
  }

  @Test
  void whatTheRepositoryHoldsGetsOneVerdict() throws IOException {
    int accepted = 0;
    int refused = 0;
    List<String> documents = new ArrayList<>();
    for (BadDocument document : BadDocumentsTest.documents()) {
      if (!document.codes().contains(SpecErrorCode.NOT_UTF8.text())) {
        documents.add(document.text());
      }
    }
    for (String folder :
        List.of("src/test/resources/good", "../engine/src/test/resources/bad", "../examples")) {
      for (Path file : files(folder)) {
        documents.add(Files.readString(file));
      }
    }
    for (String document : documents) {
      Optional<Node> tree = tree(document);
      if (tree.isPresent() && sameVerdict(tree.get())) {
        accepted++;
      } else {
        refused++;
      }
    }

    assertThat(accepted).isGreaterThan(30);
    assertThat(refused).isGreaterThan(10);
  }

  @Test
  void everyDocumentThatIsOneStepAwayFromAGoodOneGetsOneVerdict() {
    int every = FULL ? 1 : 7;
    int[] seen = {Math.floorMod((int) SEED, every), 0, 0};
    Mutations.each(
        good(),
        document -> {
          if (seen[0]++ % every == 0) {
            seen[sameVerdict(document) ? 1 : 2]++;
          }
        });

    assertThat(seen[1]).as("accepted").isGreaterThan(200);
    assertThat(seen[2]).as("refused").isGreaterThan(200);
  }

  @Test
  void documentsThatAreSomeStepsAwayFromAGoodOneGetOneVerdict() {
    Random random = new Random(SEED);
    int accepted = 0;
    for (int i = 0; i < CASES; i++) {
      Node document = good();
      for (int change = random.nextInt(3); change >= 0; change--) {
        document = Mutations.random(document, random);
      }
      accepted += sameVerdict(document) ? 1 : 0;
    }

    assertThat(accepted).as("seed %d", SEED).isBetween(CASES / 100, CASES * 9 / 10);
  }

  private static Node good() {
    String text = Documents.text("good/graph.json");
    return JsonTree.read(text, new TreeBuilder(text));
  }

  /** The tree of a document, unless it has faults that lie before the tree. */
  private static Optional<Node> tree(String text) {
    try {
      TreeBuilder builder = new TreeBuilder(text);
      Node tree =
          text.stripLeading().startsWith("{")
              ? JsonTree.read(text, builder)
              : YamlTree.read(text, builder);
      return builder.problems().isEmpty() ? Optional.of(tree) : Optional.empty();
    } catch (DiagnosticException e) {
      return Optional.empty();
    }
  }

  private static List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      return files
          .filter(file -> file.toString().matches(".*\\.(yaml|json)"))
          .filter(file -> !file.toString().matches(".*/(tables|result|target|_delta_log)/.*"))
          .sorted()
          .toList();
    }
  }

  /** Whether both accept a document; fails if one does and the other does not. */
  private static boolean sameVerdict(Node tree) {
    String document = JsonWriter.write(tree);
    List<Error> errors = SCHEMA.validate(document, InputFormat.JSON);
    List<Diagnostic> problems =
        Documents.problems(document).stream().filter(SpecJsonSchemaTest::isOfTheReader).toList();
    boolean hidden =
        !problems.isEmpty() && problems.stream().allMatch(SpecJsonSchemaTest::schemaCannotSee);
    if (errors.isEmpty() != problems.isEmpty() && !(hidden && errors.isEmpty())) {
      throw new AssertionError(
          "seed %d: the schema says %s, the reader says %s, of%n%s"
              .formatted(SEED, errors, problems, document));
    }
    return problems.isEmpty();
  }

  /** What else is found in a document that cannot be read is the validator's. */
  private static boolean isOfTheReader(Diagnostic diagnostic) {
    return diagnostic.code().compareTo(SpecErrorCode.BAD_TEXT.text()) <= 0;
  }

  /**
   * The documented differences: to a schema, an integer may be written with a fraction of zero or
   * an exponent (CA-SPEC-010, CA-SPEC-013); and it has no bound for the integers among numbers of
   * any kind, as the parameters of an intent are (CA-SPEC-012). It sees neither keys that stand
   * twice (CA-SPEC-005) nor halves of surrogate pairs (CA-SPEC-014), which no tree here holds.
   */
  private static boolean schemaCannotSee(Diagnostic diagnostic) {
    String pointer = diagnostic.pointer().orElse("");
    boolean otherwiseWritten =
        diagnostic.is(SpecErrorCode.WRONG_TYPE)
            && diagnostic.message().matches("expected an integer, found the number (1.0|1e2)");
    boolean version =
        diagnostic.is(SpecErrorCode.UNSUPPORTED_VERSION)
            && diagnostic.message().contains("version 1.0 ");
    boolean unbounded =
        diagnostic.is(SpecErrorCode.OUT_OF_RANGE)
            && pointer.matches("/rule_intents/\\d+/params/.*");
    return otherwiseWritten || version || unbounded;
  }
}
