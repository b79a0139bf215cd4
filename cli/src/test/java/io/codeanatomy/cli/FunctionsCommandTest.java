// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.engine.function.FunctionDeclaration;
import io.codeanatomy.engine.function.FunctionLibrary;
import org.junit.jupiter.api.Test;

class FunctionsCommandTest {

  @Test
  void allFunctionsAreListedByGroup() {
    Called called = Called.with("functions");
    assertThat(called.code()).isZero();
    assertThat(called.err()).isEmpty();
    assertThat(called.out())
        .contains("Text\n")
        .contains("  left(text varchar, count integer) → varchar\n")
        .contains("    The first characters, as many as count says; none for a count below 1.\n");
    for (FunctionDeclaration declaration : FunctionLibrary.instance().declarations()) {
      assertThat(called.out()).contains(declaration.signatures().get(0).result());
    }
    assertThat(called.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
  }

  @Test
  void oneFunctionIsShownInFull() {
    assertThat(Called.with("functions", "SPLIT_PART").out())
        .isEqualTo(
            """
            split_part(text varchar, separator varchar, part integer) → varchar

            A part of what the separators divide the text into: counted from 1, or from the last one as -1; ''
            where there is none. Part 0 is an error. Without a separator, '', the whole text is the only part.

            NULLs: NULL if an argument is NULL.
            Determinism: exact: the same arguments give the same result, to the last bit.

            Examples
              split_part('a.b.c', '.', 2)
                → 'b'
              split_part('a.b.c', '.', -1)
                → 'c'
            """);
  }

  @Test
  void anAggregateIsShownWithTheRowsOfItsExamples() {
    assertThat(Called.with("functions", "count_if").out())
        .contains("over (yes boolean) values (true), (false), (null)")
        .contains("function: count_if, column: yes\n    → 1");
  }

  @Test
  void anUnknownNameIsAUsageErrorThatNamesTheNearest() {
    Called called = Called.with("functions", "stabel_id");
    assertThat(called.code()).isEqualTo(64);
    assertThat(called.out()).isEmpty();
    assertThat(called.err())
        .startsWith("error: there is no function 'stabel_id'; did you mean \"stable_id\"?\n");
  }

  @Test
  void theLibraryAsJson() {
    assertThat(
            JsonValue.objects(
                JsonValue.object(Called.with("functions", "--format", "json").out())
                    .get("functions")))
        .hasSameSizeAs(FunctionLibrary.instance().declarations())
        .allSatisfy(
            function ->
                assertThat(function)
                    .containsKeys(
                        "name",
                        "kind",
                        "group",
                        "signatures",
                        "summary",
                        "meaning",
                        "nulls",
                        "determinism",
                        "examples"));
  }

  @Test
  void theMetadataOfInputsIsListedWithItsColumns() {
    assertThat(Called.with("functions").out())
        .contains(
            """
            Relations
              delta_files(input) → relation
                The live data files of the snapshot that an input is bound to, one row each.
                Columns: path, size_bytes, row_count, partition_values, statistics, deleted_rows.
              delta_snapshot(input) → relation
            """);
    assertThat(Called.with("functions", "delta_files").out())
        .startsWith(
            """
            delta_files(input) → relation

            The live data files of the snapshot that an input is bound to, one row each. Reads the log of the
            table, and none of its rows.

            Where a relation is named, as in {kind: Filter, source: delta_files(orders), …}.

            Columns
              path varchar
                as in the log: a URI, in general relative to the table's folder
              size_bytes bigint
            """);
    Called json = Called.with("functions", "Delta_Snapshot", "--format=json");
    assertThat(JsonValue.object(json.out()))
        .containsEntry("name", "delta_snapshot")
        .containsEntry("kind", "relation");
    assertThat(JsonValue.objects(JsonValue.object(json.out()).get("columns")))
        .extracting(column -> column.get("name"))
        .startsWith("version", "timestamp", "schema");
    assertThat(
            JsonValue.objects(
                JsonValue.object(Called.with("functions", "--format", "json").out())
                    .get("relations")))
        .extracting(relation -> relation.get("name"))
        .containsExactly("delta_files", "delta_snapshot");
    assertThat(Called.with("functions", "delta_file").err())
        .contains("did you mean \"delta_files\"?");
  }

  @Test
  void oneFunctionAsJson() {
    assertThat(JsonValue.object(Called.with("functions", "lpad", "--format=json").out()))
        .containsEntry("name", "lpad")
        .containsEntry("kind", "function")
        .containsEntry("group", "text")
        .containsEntry("determinism", "exact");
  }
}
