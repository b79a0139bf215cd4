// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.codeanatomy.delta.KernelReader;
import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.ExpressionGenerator.Expression;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.SpecDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Generated expressions over generated rows against a plain interpreter: where that has a value,
 * the run publishes it, in the type that the language promises; where it has none, the run fails.
 *
 * <p>Every expression is a view over just the rows for which it has a value, which a column of the
 * input says; views of one type go into one table. {@code -Dcodeanatomy.seed=…} repeats a run,
 * {@code -Dcodeanatomy.tests=full} makes it a long one.
 */
class ExpressionPropertyTest {

  private static final boolean FULL = "full".equals(System.getProperty("codeanatomy.tests"));
  private static final int BATCHES = Integer.getInteger("codeanatomy.batches", FULL ? 25 : 1);
  private static final int EXPRESSIONS = 80;
  private static final int FAILURES = FULL ? EXPRESSIONS : 8;
  private static final int ROWS = 200;

  @TempDir Path folder;

  private final List<String> problems = new ArrayList<>();

  @Test
  void everyExpressionAgreesWithAPlainInterpreter() {
    // Short runs repeat one seed: they guard what is known, long ones look for what is not.
    long seed = Long.getLong("codeanatomy.seed", FULL ? new Random().nextLong() : 1_000L);
    for (int batch = 0; batch < BATCHES; batch++) {
      check(new Random(seed + batch), folder.resolve("batch" + batch));
    }
    assertThat(problems).as("-Dcodeanatomy.seed=%d", seed).isEmpty();
  }

  private void check(Random random, Path place) {
    ExpressionGenerator generator = new ExpressionGenerator(random);
    List<Expression> expressions = new ArrayList<>();
    for (int e = 0; e < EXPRESSIONS; e++) {
      expressions.add(generator.any());
    }
    List<Map<String, @Nullable Object>> rows = ExpressionRows.generate(random, ROWS);
    List<List<ReferenceOutcome>> outcomes =
        expressions.stream().map(e -> rows.stream().map(e::outcome).toList()).toList();
    write(place, expressions, rows, outcomes);
    values(place, expressions, outcomes, rows);
    failures(place, expressions, outcomes, rows);
  }

  private static boolean hasValue(ReferenceOutcome outcome) {
    return !outcome.failed() && !outcome.unsure();
  }

  private static void write(
      Path place,
      List<Expression> expressions,
      List<Map<String, @Nullable Object>> rows,
      List<List<ReferenceOutcome>> outcomes) {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.required("id", DataType.Primitive.LONG));
    ExpressionRows.COLUMNS.forEach((name, type) -> fields.add(Field.nullable(name, type.delta())));
    for (int e = 0; e < expressions.size(); e++) {
      fields.add(Field.required("has" + e, DataType.Primitive.BOOLEAN));
    }
    StringJoiner sql = new StringJoiner(", ", "VALUES ", "");
    for (int r = 0; r < rows.size(); r++) {
      StringJoiner row = new StringJoiner(", ", "(", ")");
      row.add(Integer.toString(r)).add(ExpressionRows.sql(rows.get(r)));
      for (List<ReferenceOutcome> outcome : outcomes) {
        row.add(Boolean.toString(hasValue(outcome.get(r))));
      }
      sql.add(row.toString());
    }
    new GivenTables(place).write("given", new Schema(fields), sql.toString());
  }

  private void values(
      Path place,
      List<Expression> expressions,
      List<List<ReferenceOutcome>> outcomes,
      List<Map<String, @Nullable Object>> rows) {
    List<Integer> all =
        IntStream.range(0, expressions.size())
            // What has no value at all may be found out without looking at rows.
            .filter(e -> outcomes.get(e).stream().anyMatch(ExpressionPropertyTest::hasValue))
            .boxed()
            .toList();
    valuesOf(place, all, expressions, outcomes, rows);
  }

  /** Runs some expressions at once; if that fails, each half of them, down to the culprits. */
  private void valuesOf(
      Path place,
      List<Integer> some,
      List<Expression> expressions,
      List<List<ReferenceOutcome>> outcomes,
      List<Map<String, @Nullable Object>> rows) {
    Path output = place.resolve("values" + some.get(0) + "-" + some.size());
    Map<String, List<Integer>> tables = new LinkedHashMap<>();
    StringBuilder views = new StringBuilder();
    for (int e : some) {
      Expression expression = expressions.get(e);
      String table = "of_" + expression.type().sql().replaceAll("[^a-z0-9]+", "_");
      tables.computeIfAbsent(table, t -> new ArrayList<>()).add(e);
      views.append(view("f" + e, "{kind: Filter, source: given, predicate: has%d}".formatted(e)));
      views.append(
          view(
              "e" + e,
              "{kind: Project, source: f%1$d, columns: [id, {expr: '%1$d', as: e}, {expr: %2$s, as: x}]}"
                  .formatted(e, quoted(expression.sql()))));
    }
    StringBuilder outputs = new StringBuilder();
    tables.forEach(
        (table, members) -> {
          views.append(
              view(
                  table,
                  "{kind: Union, sources: ["
                      + String.join(", ", members.stream().map(e -> "e" + e).toList())
                      + "]}"));
          outputs.append("  - {table_name: %1$s, source_view: %1$s}\n".formatted(table));
        });
    Throwable failure = catchThrowable(() -> run(place, output, views, outputs));
    if (failure != null && some.size() == 1) {
      problems.add(expressions.get(some.get(0)).sql() + ": " + failure.getMessage());
    } else if (failure != null) {
      int half = some.size() / 2;
      valuesOf(place, some.subList(0, half), expressions, outcomes, rows);
      valuesOf(place, some.subList(half, some.size()), expressions, outcomes, rows);
    } else {
      tables.forEach(
          (table, members) -> compare(output.resolve(table), members, expressions, outcomes, rows));
    }
  }

  private void compare(
      Path table,
      List<Integer> members,
      List<Expression> expressions,
      List<List<ReferenceOutcome>> outcomes,
      List<Map<String, @Nullable Object>> rows) {
    DataType type = TableRows.schema(table).fields().get(2).type();
    DataType promised = expressions.get(members.get(0)).type().delta();
    if (!type.equals(promised)) {
      problems.add(
          "one of "
              + members.stream().map(e -> expressions.get(e).sql()).toList()
              + " is a "
              + type
              + ", not a "
              + promised);
    }
    Map<List<Object>, @Nullable Object> actual = new LinkedHashMap<>();
    for (List<Object> row : KernelReader.rows(table)) {
      Object value = row.get(2);
      boolean integer = value instanceof Byte || value instanceof Short || value instanceof Integer;
      actual.put(
          List.of(((Number) row.get(1)).intValue(), ((Number) row.get(0)).intValue()),
          integer ? (Object) ((Number) value).longValue() : value);
    }
    for (int e : members) {
      for (int r = 0; r < rows.size(); r++) {
        ReferenceOutcome outcome = outcomes.get(e).get(r);
        if (hasValue(outcome) && !same(outcome.value(), actual.get(List.of(e, r)))) {
          problems.add(
              "%s is %s, not %s, for %s"
                  .formatted(
                      expressions.get(e).sql(),
                      actual.get(List.of(e, r)),
                      outcome.value(),
                      rows.get(r)));
          break;
        }
      }
    }
  }

  /** Zeros of both signs are one value of the language. */
  private static boolean same(@Nullable Object expected, @Nullable Object actual) {
    if (expected == null || actual == null || expected.getClass() != actual.getClass()) {
      return expected == null && actual == null;
    }
    return ReferenceOperations.compare(expected, actual) == 0;
  }

  private void failures(
      Path place,
      List<Expression> expressions,
      List<List<ReferenceOutcome>> outcomes,
      List<Map<String, @Nullable Object>> rows) {
    int tested = 0;
    for (int e = 0; e < expressions.size() && tested < FAILURES; e++) {
      for (int r = 0; r < rows.size(); r++) {
        ReferenceOutcome outcome = outcomes.get(e).get(r);
        if (outcome.failed() && !outcome.unsure()) {
          tested++;
          String views =
              view("f", "{kind: Filter, source: given, predicate: id = %d}".formatted(r))
                  + view(
                      "v",
                      "{kind: Project, source: f, columns: [{expr: %s, as: x}]}"
                          .formatted(quoted(expressions.get(e).sql())));
          Path output = place.resolve("failure" + e);
          Throwable failure =
              catchThrowable(
                  () -> run(place, output, views, "  - {table_name: v, source_view: v}\n"));
          if (!(failure instanceof DiagnosticException)
              || !failure.getMessage().contains("CA-RUN-005")) {
            problems.add(
                "%s fails by %s for %s".formatted(expressions.get(e).sql(), failure, rows.get(r)));
          }
          break;
        }
      }
    }
  }

  private static String view(String name, String transform) {
    return "  - {name: " + name + ", transform: " + transform + "}\n";
  }

  private static void run(Path place, Path output, CharSequence views, CharSequence outputs) {
    String spec =
        """
        version: 1
        input_relations: [{logical_name: given, delta_location: given}]
        view_definitions:
        %soutput_targets:
        %s"""
            .formatted(views, outputs);
    Engine.create()
        .run(
            Run.of(SpecDocument.parse(spec, Optional.empty()))
                .inputsFrom(place)
                .outputRoot(output));
  }

  private static String quoted(String expression) {
    return '"' + expression.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
