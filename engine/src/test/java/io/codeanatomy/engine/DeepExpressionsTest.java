// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static io.codeanatomy.delta.schema.DataType.Primitive.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expressions as programs write them: long, and deep. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeepExpressionsTest {

  private static final String PROJECT =
      "{kind: Project, source: items, columns: [{expr: \"%s\", as: x}]}";

  private TransformRun tables = new TransformRun(Path.of(""));

  @BeforeAll
  void givenTables(@TempDir Path folder) {
    tables =
        new TransformRun(folder)
            .given(
                "items",
                Schema.of(Field.nullable("a", LONG)),
                "SELECT * FROM (VALUES (7), (NULL)) AS t(a)");
  }

  private static String nested(String expression, int levels) {
    String text = "a";
    for (int level = 0; level < levels; level++) {
      text = expression.replace("?", text).replace("#", Integer.toString(level));
    }
    return text;
  }

  /** Each of 400 levels twice would be more than there is time for. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "coalesce(?, #)        | 400 | [[0], [7]]",
        "coalesce(?, #)        | 999 | [[0], [7]]",
        "(a + ?)               | 400 | [[2807], [null]]",
        "case when a = # then # else ? end | 900 | [[7], [null]]",
      })
  void nestedCallsGiveTheirRows(String expression, int levels, String rows) {
    assertThat(tables.rows(PROJECT.formatted(nested(expression, levels)))).hasToString(rows);
  }

  @Test
  void anyNumberOfConditionsIsOneLevel() {
    String conditions =
        IntStream.range(0, 3000).mapToObj(i -> "a = " + i).collect(Collectors.joining(" OR "));
    assertThat(tables.rows(PROJECT.formatted(conditions))).hasToString("[[null], [true]]");
  }

  @ParameterizedTest
  @CsvSource({"(a + ?), 1001", "coalesce(?; #), 1001", "- ?, 5000"})
  void tooManyLevelsAreRefused(String expression, int levels) {
    String transform = PROJECT.formatted(nested(expression.replace(';', ','), levels));
    assertThat(tables.refused("- {name: v, transform: " + transform + "}\n", "v"))
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.code()).isEqualTo("CA-PLAN-001");
              assertThat(error.message())
                  .isEqualTo("The expression is nested more than 1,000 levels deep");
            });
  }

  @Test
  void theStackOfTheCallerDoesNotMatter() throws Exception {
    String transform = PROJECT.formatted(nested("coalesce(?, #)", 900));
    FutureTask<String> rows = new FutureTask<>(() -> tables.rows(transform).toString());
    Thread thread = new Thread(null, rows, "little", 200_000);
    thread.start();
    assertThat(rows.get()).isEqualTo("[[0], [7]]");
  }

  @Test
  void whatTheWorkThrowsIsThrown() {
    IllegalStateException failure = new IllegalStateException("thrown");
    assertThatThrownBy(
            () ->
                DeepStack.call(
                    () -> {
                      throw failure;
                    }))
        .isSameAs(failure);
    AssertionError error = new AssertionError("thrown");
    assertThatThrownBy(
            () ->
                DeepStack.call(
                    () -> {
                      throw error;
                    }))
        .isSameAs(error);
  }

  @Test
  void anInterruptReachesTheWorkAndIsKept() throws Exception {
    FutureTask<List<Boolean>> seen =
        new FutureTask<>(
            () -> {
              Thread.currentThread().interrupt();
              boolean inside =
                  DeepStack.call(
                      () -> {
                        while (!Thread.currentThread().isInterrupted()) {
                          Thread.onSpinWait();
                        }
                        return true;
                      });
              return List.of(inside, Thread.currentThread().isInterrupted());
            });
    new Thread(seen, "interrupted").start();
    assertThat(seen.get()).containsExactly(true, true);
  }
}
