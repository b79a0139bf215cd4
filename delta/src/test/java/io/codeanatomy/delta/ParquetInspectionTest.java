// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import static io.codeanatomy.delta.Tables.STORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.codeanatomy.delta.DeltaException.Reason;
import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParquetInspectionTest {

  /** Each of our types, and what to cast a number to so that DuckDB writes it. */
  private static final Map<String, DataType> TYPES =
      Map.ofEntries(
          Map.entry("boolean", Primitive.BOOLEAN),
          Map.entry("byte", Primitive.BYTE),
          Map.entry("short", Primitive.SHORT),
          Map.entry("integer", Primitive.INTEGER),
          Map.entry("long", Primitive.LONG),
          Map.entry("float", Primitive.FLOAT),
          Map.entry("double", Primitive.DOUBLE),
          Map.entry("string", Primitive.STRING),
          Map.entry("binary", Primitive.BINARY),
          Map.entry("date", Primitive.DATE),
          Map.entry("timestamp", Primitive.TIMESTAMP),
          Map.entry("timestamp_ntz", Primitive.TIMESTAMP_NTZ),
          Map.entry("decimal(9,2)", new DataType.Decimal(9, 2)),
          Map.entry("decimal(18,2)", new DataType.Decimal(18, 2)),
          Map.entry("decimal(38,2)", new DataType.Decimal(38, 2)),
          Map.entry("array<long>", new DataType.Array(Primitive.LONG, true)),
          Map.entry("map<string,long>", new DataType.Map(Primitive.STRING, Primitive.LONG, true)),
          Map.entry(
              "struct<x:long>", new DataType.Struct(List.of(Field.nullable("x", Primitive.LONG)))));

  private static final Map<String, String> EXPRESSIONS =
      Map.ofEntries(
          Map.entry("boolean", "true"),
          Map.entry("byte", "1::TINYINT"),
          Map.entry("short", "1::SMALLINT"),
          Map.entry("integer", "1::INTEGER"),
          Map.entry("long", "1::BIGINT"),
          Map.entry("float", "1::FLOAT"),
          Map.entry("double", "1::DOUBLE"),
          Map.entry("string", "'1'"),
          Map.entry("binary", "'1'::BLOB"),
          Map.entry("date", "DATE '2024-01-01'"),
          Map.entry("timestamp", "TIMESTAMPTZ '2024-01-01 00:00:00Z'"),
          Map.entry("timestamp_ntz", "TIMESTAMP '2024-01-01 00:00:00'"),
          Map.entry("decimal(9,2)", "1::DECIMAL(9,2)"),
          Map.entry("decimal(18,2)", "1::DECIMAL(18,2)"),
          Map.entry("decimal(38,2)", "1::DECIMAL(38,2)"),
          Map.entry("array<long>", "[1::BIGINT]"),
          Map.entry("map<string,long>", "MAP {'a': 1::BIGINT}"),
          Map.entry("struct<x:long>", "{'x': 1::BIGINT}"));

  @TempDir Path folder;

  @Test
  void aFileFitsItsOwnTypeAndNoOther() {
    EXPRESSIONS.forEach(
        (written, expression) -> {
          Path file = Tables.parquet(folder, "SELECT " + expression + " AS c");
          TYPES.forEach(
              (declared, type) -> {
                Schema schema = Schema.of(Field.nullable("c", type));
                if (declared.equals(written)) {
                  assertThat(STORE.inspect(file, schema).rowCount()).as(written).isEqualTo(1);
                } else {
                  assertMismatch(file, schema, "Column c of the file");
                }
              });
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4000000000::UINTEGER | integer",
        "1::UBIGINT | long",
        "200::UTINYINT | byte",
        "1::UTINYINT | short",
        "sum(1::INTEGER) | long",
        "uuid() | string",
        "TIME '12:00:00' | long",
        "TIMESTAMP_NS '2024-01-01 00:00:00' | timestamp_ntz",
        "TIMESTAMP_MS '2024-01-01 00:00:00' | timestamp_ntz",
        "TIMESTAMP_S '2024-01-01 00:00:00' | timestamp",
        "INTERVAL 1 DAY | binary",
        "1::DECIMAL(10,2) | decimal(9,2)",
        "1::DECIMAL(9,3) | decimal(9,2)",
        "[1::INTEGER] | array<long>",
        "[[1::BIGINT]] | array<long>",
        "MAP {1::BIGINT: 1::BIGINT} | map<string,long>",
        "{'y': 1::BIGINT} | struct<x:long>",
        "{'x': 1::BIGINT, 'y': 2} | struct<x:long>",
        "{'x': 1::INTEGER} | struct<x:long>"
      })
  void whatReadersWouldMisreadIsRefused(String expression, String declared) {
    Path file = Tables.parquet(folder, "SELECT " + expression + " AS c");
    assertMismatch(file, Schema.of(Field.nullable("c", TYPES.get(declared))), "Column c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"'{}'::JSON", "'a'::ENUM('a', 'b')"})
  void textOfAnyKindIsText(String expression) {
    Path file = Tables.parquet(folder, "SELECT " + expression + " AS c");
    Schema schema = Schema.of(Field.nullable("c", Primitive.STRING));
    assertThat(STORE.inspect(file, schema).rowCount()).isEqualTo(1);
  }

  @Test
  void columnsAreFoundByNameInAnyOrderAndNoneIsMissingOrUnknown() {
    Path file = Tables.parquet(folder, "SELECT 1::BIGINT AS a, 'x' AS b");
    Field a = Field.nullable("a", Primitive.LONG);
    Field b = Field.nullable("b", Primitive.STRING);
    Field c = Field.nullable("c", Primitive.STRING);
    assertThat(STORE.inspect(file, Schema.of(b, a)).statistics()).containsOnlyKeys("a", "b");
    assertMismatch(file, Schema.of(a), "Column b of the file");
    assertMismatch(file, Schema.of(a), "the file has it, the table does not");
    assertMismatch(file, Schema.of(a, b, c), "the file does not have it");
    assertMismatch(file, Schema.of(a, Field.nullable("B", Primitive.STRING)), "Column B");
  }

  @Test
  void nullInARequiredColumnIsRefusedWithItsCount() {
    Path file =
        Tables.parquet(
            folder, "SELECT CASE WHEN range = 3 THEN NULL ELSE range END AS id FROM range(5)");
    assertMismatch(
        file,
        Schema.of(Field.required("id", Primitive.LONG)),
        "Column id must not hold NULL, but it is NULL once in the file " + file);
    Path clean = Tables.parquet(folder, "SELECT range AS id FROM range(5)");
    assertThat(STORE.inspect(clean, Schema.of(Field.required("id", Primitive.LONG))).rowCount())
        .isEqualTo(5);
  }

  @Test
  void anEmptyFileFitsRequiredColumns() {
    Path file = Tables.parquet(folder, "SELECT range AS id FROM range(0)");
    DataFile empty = STORE.inspect(file, Schema.of(Field.required("id", Primitive.LONG)));
    assertThat(empty.rowCount()).isZero();
    assertThat(empty.statistics().get("id"))
        .isEqualTo(new ColumnStatistics(0, Optional.empty(), Optional.empty()));
  }

  @Test
  void statisticsAreInTheUnitsOfDelta() {
    Path file =
        Tables.parquet(
            folder,
            """
            SELECT * FROM (VALUES
              (1::TINYINT, -5::BIGINT, 'b', DATE '1969-12-31', TIMESTAMPTZ '2024-01-01 00:00:00.000001Z',
               1.25::DECIMAL(9,2), -1.25::DECIMAL(38,2), {'x': 1::INTEGER, 'y': NULL::VARCHAR}, 'NaN'::DOUBLE, true),
              (NULL, 7, 'a', DATE '2024-01-01', NULL, NULL, 3.5, {'x': 3, 'y': 'q'}, 2.0, NULL))
            t(tiny, big, text, day, moment, small_decimal, big_decimal, s, number, flag)
            """);
    Schema schema =
        Schema.of(
            Field.nullable("tiny", Primitive.BYTE),
            Field.nullable("big", Primitive.LONG),
            Field.nullable("text", Primitive.STRING),
            Field.nullable("day", Primitive.DATE),
            Field.nullable("moment", Primitive.TIMESTAMP),
            Field.nullable("small_decimal", new DataType.Decimal(9, 2)),
            Field.nullable("big_decimal", new DataType.Decimal(38, 2)),
            Field.nullable(
                "s",
                new DataType.Struct(
                    List.of(
                        Field.nullable("x", Primitive.INTEGER),
                        Field.nullable("y", Primitive.STRING)))),
            Field.nullable("number", Primitive.DOUBLE),
            Field.nullable("flag", Primitive.BOOLEAN));

    Map<String, ColumnStatistics> statistics = STORE.inspect(file, schema).statistics();

    long micros = LocalDate.of(2024, 1, 1).toEpochDay() * 86_400_000_000L + 1;
    assertThat(statistics)
        .containsEntry("tiny", statistics(1, 1, 1))
        .containsEntry("big", statistics(0, -5L, 7L))
        .containsEntry("text", statistics(0, "a", "b"))
        .containsEntry("day", statistics(0, -1, (int) LocalDate.of(2024, 1, 1).toEpochDay()))
        .containsEntry("moment", statistics(1, micros, micros))
        .containsEntry(
            "small_decimal", statistics(1, new BigDecimal("1.25"), new BigDecimal("1.25")))
        .containsEntry(
            "big_decimal", statistics(0, new BigDecimal("-1.25"), new BigDecimal("3.50")))
        .containsEntry("s.x", statistics(0, 1, 3))
        .containsEntry("s.y", statistics(1, "q", "q"))
        .containsEntry("number", new ColumnStatistics(0, Optional.empty(), Optional.empty()))
        .containsEntry("flag", new ColumnStatistics(1, Optional.empty(), Optional.empty()));
  }

  @Test
  void statisticsStopAfterThirtyTwoLeafColumns() {
    StringBuilder query = new StringBuilder("SELECT {'a': 1::BIGINT, 'b': 2::BIGINT} AS s");
    List<Field> fields = new ArrayList<>();
    fields.add(
        Field.nullable(
            "s",
            new DataType.Struct(
                List.of(
                    Field.nullable("a", Primitive.LONG), Field.nullable("b", Primitive.LONG)))));
    for (int i = 0; i < 40; i++) {
      query.append(", ").append(i).append("::BIGINT AS c").append(i);
      fields.add(Field.nullable("c" + i, Primitive.LONG));
    }
    Path file = Tables.parquet(folder, query.toString());
    assertThat(STORE.inspect(file, new Schema(fields)).statistics())
        .hasSize(32)
        .containsKeys("s.a", "s.b", "c29")
        .doesNotContainKey("c30");
  }

  @Test
  void boundsSpanAllRowGroups() {
    Path file =
        Tables.parquet(
            folder,
            "SELECT range AS id, CASE WHEN range < 250000 THEN NULL ELSE range END AS late"
                + " FROM range(400000)");
    Map<String, ColumnStatistics> statistics =
        STORE
            .inspect(
                file,
                Schema.of(
                    Field.nullable("id", Primitive.LONG), Field.nullable("late", Primitive.LONG)))
            .statistics();
    assertThat(statistics)
        .containsEntry("id", statistics(0, 0L, 399999L))
        .containsEntry("late", statistics(250000, 250000L, 399999L));
  }

  @Test
  void aMissingOrBrokenFileIsSaidToBe() throws IOException {
    Schema schema = Schema.of(Field.nullable("id", Primitive.LONG));
    Path missing = folder.resolve("missing.parquet");
    assertFails(missing, schema, Reason.NOT_FOUND, "There is no file " + missing);
    Path text = Files.writeString(folder.resolve("text.parquet"), "no Parquet at all, not a bit");
    assertFails(text, schema, Reason.DAMAGED, "is no whole Parquet file");
    Path empty = Files.createFile(folder.resolve("empty.parquet"));
    assertFails(empty, schema, Reason.DAMAGED, "is no whole Parquet file");
    Path cut = Tables.parquet(folder, "SELECT range AS id FROM range(1000)");
    byte[] bytes = Files.readAllBytes(cut);
    Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length - 5));
    assertFails(cut, schema, Reason.DAMAGED, "is no whole Parquet file");
  }

  private static ColumnStatistics statistics(long nulls, Object minimum, Object maximum) {
    return new ColumnStatistics(nulls, Optional.of(minimum), Optional.of(maximum));
  }

  private static void assertMismatch(Path file, Schema schema, String message) {
    assertFails(file, schema, Reason.SCHEMA_MISMATCH, message);
  }

  private static void assertFails(Path file, Schema schema, Reason reason, String message) {
    DeltaException failure =
        catchThrowableOfType(DeltaException.class, () -> STORE.inspect(file, schema));
    assertThat(failure).as("a DeltaException for " + schema).isNotNull();
    assertThat(failure).hasMessageContaining(message);
    assertThat(failure.reason()).isEqualTo(reason);
  }
}
