// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.delta.KernelReader;
import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.spec.Diagnostic;
import io.codeanatomy.spec.DiagnosticException;
import io.codeanatomy.spec.SpecDocument;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an {@code output_schema} promises, from the spec to the published table. */
class SchemaContractTest {

  private static final Schema THINGS =
      Schema.of(
          Field.required("id", Primitive.INTEGER),
          Field.nullable("name", Primitive.STRING),
          Field.nullable("size", Primitive.LONG),
          Field.nullable("price", new DataType.Decimal(7, 2)));

  @TempDir Path folder;

  private void givenThings() {
    new GivenTables(folder)
        .write("things", THINGS, "VALUES (1, 'a', 2, 1.25), (2, NULL, NULL, NULL)");
  }

  private Run run(String text) {
    return Run.of(SpecDocument.parse(text, Optional.of(folder.resolve("spec.yaml"))))
        .outputRoot(folder.resolve("out"));
  }

  private static String spec(String columns, String contract) {
    return """
    version: 1
    input_relations: [{logical_name: things, delta_location: things}]
    view_definitions:
      - name: v
        transform: {kind: Project, source: things, columns: [%s]}
        output_schema: [%s]
    output_targets: [{table_name: result, source_view: v}]
    """
        .formatted(columns, contract);
  }

  private List<Diagnostic> validate(String text) {
    return Engine.create().validate(run(text));
  }

  @Test
  void aSafeCastIsAddedAndReportedAndTheTableHasThePromisedTypes() {
    givenThings();
    String text =
        spec(
            "id, name, price",
            "{name: id, type: bigint, nullable: false}, {name: name, type: varchar}, "
                + "{name: price, type: 'decimal(10,3)'}");
    RunResult result = Engine.create().run(run(text));
    assertThat(result.warnings())
        .extracting(d -> d.code() + " " + d.pointer().orElse("") + " " + d.message())
        .containsExactly(
            "CA-PLAN-036 /view_definitions/0/output_schema/0/type The column 'id' of the view 'v' is"
                + " cast from integer to bigint, as its output_schema says",
            "CA-PLAN-036 /view_definitions/0/output_schema/2/type The column 'price' of the view 'v'"
                + " is cast from decimal(7,2) to decimal(10,3), as its output_schema says");
    assertThat(result.warnings()).noneMatch(Diagnostic::isError);
    Path table = folder.resolve("out/result");
    assertThat(DeltaStore.local().latest(table).schema())
        .isEqualTo(
            Schema.of(
                Field.required("id", Primitive.LONG),
                Field.nullable("name", Primitive.STRING),
                Field.nullable("price", new DataType.Decimal(10, 3))));
    assertThat(KernelReader.rows(table))
        .containsExactly(List.of(1L, "a", new BigDecimal("1.250")), Arrays.asList(2L, null, null));
  }

  @Test
  void whoReadsAViewSeesTheTypesOfItsContract() {
    givenThings();
    String text =
        """
        version: 1
        input_relations: [{logical_name: things, delta_location: things}]
        view_definitions:
          - name: v
            transform: {kind: Project, source: things, columns: [id]}
            output_schema: [{name: id, type: bigint}]
          - name: w
            transform: {kind: Project, source: v, columns: [{expr: id * 4000000000, as: big}, id]}
        output_targets: [{table_name: result, source_view: w}]
        """;
    Engine.create().run(run(text));
    Path table = folder.resolve("out/result");
    assertThat(DeltaStore.local().latest(table).schema()).hasToString("(big long, id long)");
    assertThat(KernelReader.rows(table))
        .containsExactly(List.of(4000000000L, 1L), List.of(8000000000L, 2L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          id, name   | {name: id, type: integer}, {name: nmae, type: varchar} | it has no column 'nmae' § it has a column 'name' that the contract does not name
          id, name   | {name: id, type: integer}                              | it has a column 'name' that the contract does not name
          id         | {name: id, type: integer}, {name: name, type: varchar} | it has no column 'name'
          name, id   | {name: id, type: integer}, {name: name, type: varchar} | its columns come in the order name, id, not id, name
          """)
  void columnsThatDoNotMatchAreNamedOneByOne(String columns, String contract, String problems) {
    givenThings();
    assertThat(validate(spec(columns, contract)))
        .allMatch(d -> d.code().equals("CA-PLAN-014"))
        .extracting(d -> d.message().replace("The view breaks its output_schema: ", ""))
        .containsExactly(problems.split(" § "));
  }

  @Test
  void aMistypedColumnGetsASuggestion() {
    givenThings();
    assertThat(validate(spec("id, name", "{name: id, type: integer}, {name: nmae, type: varchar}")))
        .extracting(d -> d.hint().orElse(""))
        .satisfiesExactly(
            first ->
                assertThat(first).startsWith("did you mean \"name\"? Its columns are id, name."),
            second -> assertThat(second).startsWith("did you mean \"nmae\"?"));
  }

  @ParameterizedTest
  @CsvSource({
    "size, integer, bigint",
    "size, double, bigint",
    "size, real, bigint",
    "id, real, integer",
    "id, 'decimal(9,0)', integer",
    "price, 'decimal(7,3)', 'decimal(7,2)'",
    "price, double, 'decimal(7,2)'",
    "name, integer, varchar",
    "id, varchar, integer",
  })
  void anUnsafeCastIsAnErrorThatSaysWhatToWrite(String column, String to, String from) {
    givenThings();
    List<Diagnostic> found = validate(spec(column, "{name: %s, type: '%s'}".formatted(column, to)));
    assertThat(found).extracting(Diagnostic::code).containsExactly("CA-PLAN-037");
    assertThat(found.get(0).message())
        .isEqualTo(
            "The view breaks its output_schema: '%s' is of type %s, and a cast to %s could lose"
                    .formatted(column, from, to)
                + " values or fail");
    assertThat(found.get(0).hint().orElse(""))
        .isEqualTo(
            "If that is what you want, write {expr: 'CAST(%1$s AS %2$s)', as: %1$s} in a Project;"
                    .formatted(column, to)
                + " else declare the column as "
                + from);
    // And that is indeed what to write.
    assertThat(
            validate(
                spec(
                    "{expr: 'CAST(%1$s AS %2$s)', as: %1$s}".formatted(column, to),
                    "{name: %s, type: '%s'}".formatted(column, to))))
        .isEmpty();
  }

  @Test
  void whatIsNullForCertainCannotBeRequired() {
    givenThings();
    String text =
        """
        version: 1
        input_relations: [{logical_name: things, delta_location: things}]
        view_definitions:
          - {name: a, transform: {kind: Project, source: things, columns: [id, name]}}
          - {name: b, transform: {kind: Project, source: things, columns: [id]}}
          - {name: u, transform: {kind: Union, sources: [a, b], distinct: true}}
          - name: v
            transform: {kind: Project, source: u, columns: [id, name, {expr: cast(null as date), as: day}]}
            output_schema:
              - {name: id, type: integer, nullable: false}
              - {name: name, type: varchar, nullable: false}
              - {name: day, type: date, nullable: false}
          - name: filtered
            transform: {kind: Filter, source: u, predicate: name is not null}
            output_schema:
              - {name: id, type: integer, nullable: false}
              - {name: name, type: varchar, nullable: false}
        output_targets:
          - {table_name: result, source_view: v}
          - {table_name: filtered, source_view: filtered}
        """;
    assertThat(validate(text))
        .extracting(d -> d.code() + " " + d.pointer().orElse("") + " " + d.message())
        .containsExactly(
            "CA-PLAN-038 /view_definitions/3/output_schema/1/nullable The view breaks its"
                + " output_schema: 'name' must not be NULL, but the view makes it NULL",
            "CA-PLAN-038 /view_definitions/3/output_schema/2/nullable The view breaks its"
                + " output_schema: 'day' must not be NULL, but the view makes it NULL");
  }

  @Test
  void aNullThatOnlyTheDataBringsStopsTheRunWithItsCount() {
    givenThings();
    String text =
        spec("id, name", "{name: id, type: integer}, {name: name, type: varchar, nullable: false}");
    assertThat(validate(text)).isEmpty();
    assertThatThrownBy(() -> Engine.create().run(run(text)))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("CA-PUBLISH-008")
        .hasMessageContaining("Column name must not hold NULL, but it is NULL once");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void aPromiseThatNobodyChecksIsAWarning() {
    givenThings();
    String text =
        """
        version: 1
        input_relations: [{logical_name: things, delta_location: things}]
        view_definitions:
          - name: v
            transform: {kind: Project, source: things, columns: [id, name, size]}
            output_schema:
              - {name: id, type: integer, nullable: false}
              - {name: name, type: varchar, nullable: false}
              - {name: size, type: bigint, nullable: false}
          - {name: w, transform: {kind: Filter, source: v, predicate: size > 0}}
        join_graph:
          constraints: [{name: named, constraint_type: not_null, relations: [v], columns: [name]}]
        output_targets: [{table_name: result, source_view: w}]
        """;
    assertThat(validate(text))
        .extracting(d -> d.code() + " " + d.severity() + " " + d.pointer().orElse(""))
        .containsExactly("CA-PLAN-039 WARNING /view_definitions/0/output_schema/2/nullable");
    assertThat(validate(text.replace("source_view: w", "source_view: v")))
        .noneMatch(d -> d.code().equals("CA-PLAN-039"));
  }

  /** Every safe pair of types, with the least and the greatest value and some between. */
  @Test
  void safeCastsKeepEveryValue() {
    long seed = Long.getLong("codeanatomy.seed", System.nanoTime());
    System.out.println("-Dcodeanatomy.seed=" + seed);
    Random random = new Random(seed);
    Map<String, List<String>> casts = new LinkedHashMap<>();
    casts.put("byte", List.of("smallint", "integer", "bigint", "real", "double", "decimal(3,0)"));
    casts.put("short", List.of("integer", "bigint", "real", "double", "decimal(5,0)"));
    casts.put("integer", List.of("bigint", "double", "decimal(10,0)", "decimal(38,28)"));
    casts.put("long", List.of("decimal(19,0)", "decimal(38,19)"));
    casts.put("float", List.of("double"));
    casts.put("decimal", List.of("decimal(13,4)", "decimal(38,5)", "decimal(38,29)"));
    casts.put("date", List.of("timestamp_ntz"));
    Schema given =
        Schema.of(
            Field.nullable("byte", Primitive.BYTE),
            Field.nullable("short", Primitive.SHORT),
            Field.nullable("integer", Primitive.INTEGER),
            Field.nullable("long", Primitive.LONG),
            Field.nullable("float", Primitive.FLOAT),
            Field.nullable("decimal", new DataType.Decimal(13, 4)),
            Field.nullable("date", Primitive.DATE));
    List<String> rows = new ArrayList<>();
    rows.add(
        row(
            "-128",
            "-32768",
            "-2147483648",
            "-9223372036854775808",
            "-3.4028234e38",
            "-999999999.9999",
            "0001-01-01"));
    rows.add(
        row(
            "127",
            "32767",
            "2147483647",
            "9223372036854775807",
            "1.4e-45",
            "999999999.9999",
            "9999-12-31"));
    rows.add("(NULL, NULL, NULL, NULL, 'NaN'::FLOAT, NULL, NULL)");
    rows.add("(NULL, NULL, NULL, NULL, '-Infinity'::FLOAT, NULL, NULL)");
    for (int i = 0; i < 50; i++) {
      rows.add(
          row(
              String.valueOf((byte) random.nextInt()),
              String.valueOf((short) random.nextInt()),
              String.valueOf(random.nextInt()),
              String.valueOf(random.nextLong()),
              String.valueOf(Float.intBitsToFloat(random.nextInt() & 0x7f7fffff)),
              BigDecimal.valueOf(random.nextLong() % 10_000_000_000_000L, 4).toPlainString(),
              LocalDate.ofEpochDay(random.nextInt(3_652_059) - 719_162).toString()));
    }
    new GivenTables(folder).write("things", given, "VALUES " + String.join(", ", rows));
    List<String> columns = new ArrayList<>();
    List<String> contract = new ArrayList<>();
    casts.forEach(
        (from, targets) -> {
          for (String to : targets) {
            String name = (from + "_" + to).replaceAll("[^a-z0-9]+", "_");
            columns.add("{expr: '\"%s\"', as: %s}".formatted(from, name));
            contract.add("{name: %s, type: '%s'}".formatted(name, to));
          }
          columns.add("{expr: '\"%s\"', as: %s_itself}".formatted(from, from));
          String type = given.field(from).map(f -> spelled(f.type())).orElseThrow();
          contract.add("{name: %s_itself, type: '%s'}".formatted(from, type));
        });
    Engine.create().run(run(spec(String.join(", ", columns), String.join(", ", contract))));
    Schema schema = DeltaStore.local().latest(folder.resolve("out/result")).schema();
    List<List<Object>> found = KernelReader.rows(folder.resolve("out/result"));
    assertThat(found).hasSize(rows.size());
    for (List<Object> row : found) {
      for (String from : casts.keySet()) {
        Object original = row.get(schema.names().indexOf(from + "_itself"));
        for (int i = 0; i < schema.names().size(); i++) {
          if (schema.names().get(i).startsWith(from + "_")) {
            assertThat(plain(row.get(i)))
                .as("%s as %s, seed %d", original, schema.fields().get(i), seed)
                .isEqualTo(plain(original));
          }
        }
      }
    }
  }

  private static String spelled(DataType type) {
    return Map.of("byte", "tinyint", "short", "smallint", "long", "bigint", "float", "real")
        .getOrDefault(type.toString(), type.toString());
  }

  private static String row(String... values) {
    String[] types = {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "FLOAT", "DECIMAL(13,4)", "DATE"};
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      cells.add("'" + values[i] + "'::" + types[i]);
    }
    return cells.stream().collect(Collectors.joining(", ", "(", ")"));
  }

  /** A value without its type: numbers that are equal are the same. */
  private static Object plain(Object value) {
    if (value instanceof LocalDateTime time) {
      assertThat(time).isEqualTo(time.toLocalDate().atStartOfDay());
      return time.toLocalDate().toString();
    }
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      BigDecimal exact =
          number instanceof Float || number instanceof Double
              ? new BigDecimal(number.doubleValue())
              : new BigDecimal(number.toString());
      return exact.stripTrailingZeros();
    }
    return String.valueOf(value);
  }
}
