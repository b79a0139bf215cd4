// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import static io.codeanatomy.delta.Tables.STORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we rely on in Parquet's footers and in the library that reads them. */
class ParquetContractTest {

  @TempDir Path folder;

  @Test
  void statisticsComeInTheTypesThatWeConvert() throws IOException {
    Path file =
        Tables.parquet(
            folder,
            "SELECT 1::INTEGER AS i, 1::BIGINT AS l, 'a' AS t, 1::DECIMAL(9,2) AS d9,"
                + " 1::DECIMAL(18,2) AS d18, 1::DECIMAL(38,2) AS d38");
    BlockMetaData block = footer(file).getBlocks().get(0);
    assertThat(block.getColumns())
        .extracting(c -> c.getStatistics().genericGetMin())
        .extracting(v -> v instanceof Binary ? "Binary" : v.getClass().getSimpleName())
        .containsExactly("Integer", "Long", "Binary", "Integer", "Long", "Binary");
  }

  @Test
  void theWriterCountsNulls() throws IOException {
    Path file = Tables.parquet(folder, "SELECT NULL::BIGINT AS a, 1::BIGINT AS b");
    BlockMetaData block = footer(file).getBlocks().get(0);
    assertThat(block.getColumns())
        .extracting(c -> c.getStatistics().isNumNullsSet() ? c.getStatistics().getNumNulls() : -1)
        .containsExactly(1L, 0L);
    assertThat(block.getColumns().get(0).getStatistics().hasNonNullValue()).isFalse();
  }

  @Test
  void textIsOrderedByItsBytesAcrossRowGroups() throws IOException {
    // U+FF5E is below U+10000 by bytes and code points, and above it by UTF-16 units.
    Path file =
        Tables.parquet(
            folder,
            "SELECT CASE WHEN range < 130000 THEN chr(65374) ELSE chr(65536) END AS t"
                + " FROM range(260000)");
    assertThat(footer(file).getBlocks()).as("several row groups").hasSizeGreaterThan(1);
    Schema schema = Schema.of(Field.nullable("t", Primitive.STRING));
    assertThat(STORE.inspect(file, schema).statistics())
        .containsEntry(
            "t",
            new ColumnStatistics(
                0, Optional.of(Character.toString(65374)), Optional.of(Character.toString(65536))));
  }

  @Test
  void boundsThatTheWriterCutAreStillBounds() throws IOException {
    Path file =
        Tables.parquet(folder, "SELECT repeat('é', 1000) AS t UNION ALL SELECT repeat('x', 1000)");
    Statistics<?> statistics = footer(file).getBlocks().get(0).getColumns().get(0).getStatistics();
    ColumnStatistics bounds =
        STORE.inspect(file, Schema.of(Field.nullable("t", Primitive.STRING))).statistics().get("t");
    assertThat(bounds.nullCount()).isZero();
    if (statistics.hasNonNullValue()) {
      assertThat(bounds.minimum()).contains("x".repeat(32));
      assertThat(bounds.maximum()).contains("é".repeat(31) + "ê");
    } else {
      assertThat(bounds.maximum()).isEmpty();
    }
  }

  @Test
  void logicalTypesAreEqualByTheirParameters() {
    assertThat(LogicalTypeAnnotation.decimalType(2, 9))
        .isEqualTo(LogicalTypeAnnotation.decimalType(2, 9))
        .isNotEqualTo(LogicalTypeAnnotation.decimalType(2, 10));
    assertThat(LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.MICROS))
        .isEqualTo(LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.MICROS))
        .isNotEqualTo(
            LogicalTypeAnnotation.timestampType(false, LogicalTypeAnnotation.TimeUnit.MICROS));
    assertThat(LogicalTypeAnnotation.intType(32))
        .as("signed")
        .isEqualTo(LogicalTypeAnnotation.intType(32, true));
  }

  @Test
  void countsPerLevelTellANullFieldFromANullStruct() throws IOException {
    MessageType type =
        MessageTypeParser.parseMessageType("message m { optional group s { optional int64 x; } }");
    SimpleGroupFactory rows = new SimpleGroupFactory(type);
    Group full = rows.newGroup();
    full.addGroup("s").add("x", 1L);
    Group nullStruct = rows.newGroup();
    Group nullField = rows.newGroup();
    nullField.addGroup("s");
    Schema schema =
        Schema.of(
            Field.nullable("s", new DataType.Struct(List.of(Field.required("x", Primitive.LONG)))));

    Path good = write("good.parquet", type, List.of(full, nullStruct));
    assertThat(STORE.inspect(good, schema).rowCount()).isEqualTo(2);
    Path bad = write("bad.parquet", type, List.of(full, nullStruct, nullField));
    assertThatThrownBy(() -> STORE.inspect(bad, schema))
        .isInstanceOf(DeltaException.class)
        .hasMessageContaining("Column s.x must not hold NULL, but it is NULL once");
    Schema required =
        Schema.of(
            Field.required("s", new DataType.Struct(List.of(Field.nullable("x", Primitive.LONG)))));
    assertThatThrownBy(() -> STORE.inspect(good, required))
        .hasMessageContaining("Column s must not hold NULL, but it is NULL once");
  }

  private Path write(String name, MessageType type, List<Group> rows) throws IOException {
    Path file = folder.resolve(name);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withType(type)
            .build()) {
      for (Group row : rows) {
        writer.write(row);
      }
    }
    return file;
  }

  private static ParquetMetadata footer(Path file) throws IOException {
    try (SeekableInputStream stream = new LocalInputFile(file).newStream()) {
      return ParquetFileReader.readFooter(
          new LocalInputFile(file),
          ParquetReadOptions.builder(new PlainParquetConfiguration()).build(),
          stream);
    }
  }
}
