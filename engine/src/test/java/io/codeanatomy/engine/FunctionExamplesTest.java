// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.KernelReader;
import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.function.FunctionDeclaration;
import io.codeanatomy.engine.function.FunctionDeclaration.Kind;
import io.codeanatomy.engine.function.FunctionExample;
import io.codeanatomy.engine.function.FunctionLibrary;
import io.codeanatomy.spec.Aggregation;
import io.codeanatomy.spec.SpecDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every example of every declaration, from its text to the published value. */
class FunctionExamplesTest {

  @TempDir Path folder;

  @Test
  void everyFunctionHasAnExample() {
    assertThat(FunctionLibrary.instance().declarations())
        .allSatisfy(d -> assertThat(d.examples()).as(d.name()).isNotEmpty());
  }

  @Test
  void everyAggregateOfASpecIsDeclared() {
    assertThat(declarations(Kind.AGGREGATE))
        .extracting(FunctionDeclaration::name)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Aggregation.Function.values()).map(Enum::name).toList());
  }

  @Test
  void namesAreUnique() {
    assertThat(FunctionLibrary.instance().declarations())
        .extracting(FunctionDeclaration::name)
        .doesNotHaveDuplicates();
  }

  @Test
  void everyExampleOfAnExpressionGivesItsResult() {
    new GivenTables(folder).write("given", schema("(n bigint)"), "VALUES (1)");
    List<FunctionExample> examples = new ArrayList<>();
    for (Kind kind : List.of(Kind.OPERATOR, Kind.FUNCTION)) {
      declarations(kind).forEach(d -> examples.addAll(d.examples()));
    }
    StringBuilder columns = new StringBuilder();
    for (int i = 0; i < examples.size(); i++) {
      columns
          .append("- {expr: ")
          .append(quoted(examples.get(i).call()))
          .append(", as: c" + i + "}\n");
    }
    run("given", "kind: Project\nsource: given\ncolumns:\n" + columns.toString().indent(2), "out");
    check(examples, "out/result");
  }

  @Test
  void everyExampleOfAnAggregateGivesItsResult() {
    List<FunctionExample> examples =
        declarations(Kind.AGGREGATE).stream().flatMap(d -> d.examples().stream()).toList();
    Set<String> tables = new LinkedHashSet<>();
    examples.forEach(example -> tables.add(example.rows()));
    for (String rows : tables) {
      String table = "given" + List.copyOf(tables).indexOf(rows);
      int values = rows.indexOf(" values ");
      new GivenTables(folder)
          .write(table, schema(rows.substring(0, values)), rows.substring(values + 1));
      List<FunctionExample> ofTable =
          examples.stream().filter(example -> example.rows().equals(rows)).toList();
      StringBuilder aggregations = new StringBuilder();
      for (int i = 0; i < ofTable.size(); i++) {
        aggregations.append("- {").append(ofTable.get(i).call()).append(", alias: c" + i + "}\n");
      }
      run(
          table,
          "kind: Aggregate\nsource: "
              + table
              + "\ngroup_by: []\naggregations:\n"
              + aggregations.toString().indent(2),
          "out-" + table);
      check(ofTable, "out-" + table + "/result");
    }
  }

  private void check(List<FunctionExample> examples, String table) {
    List<Object> values = KernelReader.rows(folder.resolve(table)).get(0);
    List<Field> fields = TableRows.schema(folder.resolve(table)).fields();
    Map<String, String> expected = new LinkedHashMap<>();
    Map<String, String> actual = new LinkedHashMap<>();
    for (int i = 0; i < examples.size(); i++) {
      expected.put(examples.get(i).call(), examples.get(i).result());
      actual.put(examples.get(i).call(), TableRows.text(fields.get(i).type(), values.get(i)));
    }
    assertThat(actual).isEqualTo(expected);
  }

  private void run(String table, String transform, String output) {
    String spec =
        """
        version: 1
        input_relations: [{logical_name: %s, delta_location: %s}]
        view_definitions:
          - name: v
            transform:
        %s
        output_targets: [{table_name: result, source_view: v}]
        """
            .formatted(table, table, transform.indent(6));
    Engine.create()
        .run(
            Run.of(SpecDocument.parse(spec, Optional.empty()))
                .inputsFrom(folder)
                .outputRoot(folder.resolve(output)));
  }

  private static List<FunctionDeclaration> declarations(Kind kind) {
    return FunctionLibrary.instance().declarations().stream()
        .filter(d -> d.kind() == kind)
        .toList();
  }

  /** {@code (name type, …)} as a row type. */
  private static Schema schema(String columns) {
    return new Schema(
        Arrays.stream(columns.substring(1, columns.length() - 1).split(", "))
            .map(column -> column.split(" "))
            .map(words -> Field.nullable(words[0], type(words[1])))
            .toList());
  }

  private static DataType type(String name) {
    return switch (name) {
      case "varchar" -> Primitive.STRING;
      case "bigint" -> Primitive.LONG;
      case "double" -> Primitive.DOUBLE;
      case "boolean" -> Primitive.BOOLEAN;
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static String quoted(String expression) {
    return '"' + expression.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t") + '"';
  }
}
