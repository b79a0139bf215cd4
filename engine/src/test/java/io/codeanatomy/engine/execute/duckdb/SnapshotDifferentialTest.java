// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.Commit;
import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.delta.KernelReader;
import io.codeanatomy.delta.Snapshot;
import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.execute.ExecutionConfig;
import io.codeanatomy.engine.execute.ExecutionSession;
import io.codeanatomy.engine.execute.ExecutionSession.Lineage;
import io.codeanatomy.engine.publish.Publication;
import io.codeanatomy.engine.publish.Publisher;
import io.codeanatomy.engine.publish.RunIdentity;
import io.codeanatomy.engine.publish.TableTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a bound snapshot gives is what Delta Kernel's own reader gives: the rows of the view are
 * written to a second table without partitions, and the Kernel reads both.
 */
class SnapshotDifferentialTest {

  private static final Map<DataType, List<String>> VALUES = values();

  @TempDir Path folder;
  private Path root;
  private ExecutionSession session;
  private final DeltaStore store = DeltaStore.local();
  private int tables;

  @BeforeEach
  void open() throws IOException {
    root = Files.createDirectories(folder.resolve("root"));
    Path scratch = Files.createDirectories(folder.resolve("scratch"));
    session =
        new DuckDbEngine()
            .open(new ExecutionConfig(2, 512L << 20, scratch, List.of(root), List.of(root)));
  }

  @AfterEach
  void close() {
    session.close();
  }

  private static Map<DataType, List<String>> values() {
    return Map.ofEntries(
        Map.entry(Primitive.BOOLEAN, List.of("true", "false")),
        Map.entry(Primitive.BYTE, List.of("-128", "127", "0")),
        Map.entry(Primitive.SHORT, List.of("-32768", "32767")),
        Map.entry(Primitive.INTEGER, List.of("-2147483648", "2147483647")),
        Map.entry(Primitive.LONG, List.of("-9223372036854775808", "9223372036854775807", "42")),
        Map.entry(Primitive.FLOAT, List.of("'nan'", "'inf'", "-1.5", "1e-7", "0.1")),
        Map.entry(Primitive.DOUBLE, List.of("'nan'", "'-inf'", "1.7976931348623157e308", "0.1")),
        Map.entry(
            Primitive.STRING,
            List.of(
                "'a/b =%2F''\"\\\u00e9\ud83d\ude00'",
                "'__HIVE_DEFAULT_PARTITION__'", "'NULL'", "' '")),
        Map.entry(Primitive.BINARY, List.of("'\\x00\\xFF'", "''")),
        Map.entry(Primitive.DATE, List.of("'0001-01-01'", "'9999-12-31'", "'1969-12-31'")),
        Map.entry(
            Primitive.TIMESTAMP,
            List.of("'2024-02-29 23:59:59.999999+00'", "'1969-12-31 23:59:59.000001+00'")),
        Map.entry(
            Primitive.TIMESTAMP_NTZ, List.of("'2024-02-29 10:00:00'", "'1900-01-01 00:00:00.5'")),
        Map.entry(new DataType.Decimal(5, 2), List.of("-999.99", "0.05")),
        Map.entry(
            new DataType.Decimal(38, 10),
            List.of("'1234567890123456789012345678.0123456789'", "0")),
        Map.entry(new DataType.Array(Primitive.STRING, true), List.of("['a', NULL]", "[]")),
        Map.entry(
            new DataType.Map(Primitive.STRING, Primitive.LONG, true),
            List.of("MAP {'k': 1, 'n': NULL}")),
        Map.entry(
            new DataType.Struct(
                List.of(
                    Field.nullable("x", Primitive.LONG),
                    Field.nullable("inner", new DataType.Array(Primitive.DATE, true)))),
            List.of("{'x': 1, 'inner': [DATE '2024-01-01', NULL]}", "{'x': NULL, 'inner': NULL}")));
  }

  @Test
  void generatedTablesReadTheSame() throws IOException {
    long seed = Long.getLong("seed", 20_240_229L);
    Random random = new Random(seed);
    for (int round = 0; round < 12; round++) {
      Schema schema = randomSchema(random);
      List<String> partitions = new ArrayList<>();
      for (Field field : schema.fields()) {
        boolean simple =
            field.type() instanceof Primitive || field.type() instanceof DataType.Decimal;
        if (simple && field.type() != Primitive.BINARY && random.nextInt(4) == 0) {
          partitions.add(field.name());
        }
      }
      if (partitions.size() == schema.fields().size()) {
        partitions.remove(0);
      }
      Path table = root.resolve("t %" + round + "'é");
      for (int commit = 0; commit < 1 + random.nextInt(3); commit++) {
        publish(table, schema, partitions, randomRows(schema, random), Commit.Mode.APPEND);
      }
      assertReadsTheSame(
          table, "seed " + seed + ", round " + round + ", " + schema + " by " + partitions);
    }
  }

  @Test
  void mappedColumnsDeletedRowsAndPartitionsReadTheSame() throws IOException {
    for (String mode : List.of("name", "id")) {
      Path table = Files.createDirectories(root.resolve("mapped-" + mode));
      write(
          table.resolve("1.parquet"),
          "SELECT i AS \"col-a\", {'col-x': i, 'col-l': [{'col-y': 'v' || i}]} AS \"col-s\" FROM range(70000) t(i)",
          "{'col-a': 1, 'col-s': {__duckdb_field_id: 2, 'col-x': 3, 'col-l': {__duckdb_field_id: 4, 'element': {__duckdb_field_id: 5, 'col-y': 6}}}}");
      write(
          table.resolve("2.parquet"), "SELECT i AS \"col-a\" FROM range(10) t(i)", "{'col-a': 1}");
      HandWrittenTable log = new HandWrittenTable(table);
      TreeSet<Integer> deleted = new TreeSet<>(List.of(0, 1, 5, 65535, 65536, 69999));
      log.add("1.parquet", Map.of("col-p", "2024-02-29"), deleted);
      log.add("2.parquet", Collections.singletonMap("col-p", null), new TreeSet<>());
      log.commit(
          struct(
              field("p", "\"date\"", "col-p", 7),
              field("a b", "\"long\"", "col-a", 1),
              field(
                  "s",
                  struct(
                      field(
                          "list",
                          "{\"type\":\"array\",\"containsNull\":true,\"elementType\":%s}"
                              .formatted(struct(field("y;", "\"string\"", "col-y", 6))),
                          "col-l",
                          4),
                      field("x", "\"long\"", "col-x", 3)),
                  "col-s",
                  2),
              field("added", "\"double\"", "col-added", 9)),
          List.of("p"),
          mode);
      Snapshot snapshot = store.latest(table);
      session.bind("mapped_" + mode, snapshot, snapshot.scanFiles(), Lineage.NONE);
      List<String> rows =
          session
              .sample(
                  "SELECT p, \"a b\", s.x, s.list[1].\"y;\" AS y, added FROM mapped_" + mode,
                  100_000)
              .rows()
              .stream()
              .map(row -> String.join("|", row.values()))
              .sorted()
              .toList();
      List<String> expected =
          KernelReader.rows(table).stream()
              .map(
                  row -> {
                    List<?> s = (List<?>) row.get(2);
                    List<?> list = s == null ? null : (List<?>) s.get(0);
                    List<?> item = list == null ? null : (List<?>) list.get(0);
                    return text(row.get(0))
                        + "|"
                        + text(row.get(1))
                        + "|"
                        + text(s == null ? null : s.get(1))
                        + "|"
                        + text(item == null ? null : item.get(0))
                        + "|"
                        + text(row.get(3));
                  })
              .sorted()
              .toList();
      assertThat(expected).as(mode).hasSize(70_000 - deleted.size() + 10);
      assertThat(rows).as(mode).isEqualTo(expected);
    }
  }

  private static String text(Object value) {
    return value == null ? "NULL" : value.toString();
  }

  private static String struct(String... fields) {
    return "{\"type\":\"struct\",\"fields\":[" + String.join(",", fields) + "]}";
  }

  private static String field(String name, String type, String physicalName, int id) {
    return "{\"name\":\"%s\",\"type\":%s,\"nullable\":true,\"metadata\":{\"delta.columnMapping.id\":%d,\"delta.columnMapping.physicalName\":\"%s\"}}"
        .formatted(name, type, id, physicalName);
  }

  private void write(Path file, String sql, String fieldIds) {
    ExecutionConfig config =
        new ExecutionConfig(1, 200L << 20, folder.resolve("scratch"), List.of(), List.of(root));
    try (DuckDbDatabase database =
        DuckDbDatabase.open(config, DuckDbDatabase.InsertionOrder.KEPT)) {
      database.execute(
          "COPY (%s) TO %s (FORMAT parquet, FIELD_IDS %s)"
              .formatted(sql, Sql.path(file), fieldIds));
    }
  }

  private static Schema randomSchema(Random random) {
    List<DataType> types =
        new ArrayList<>(
            VALUES.keySet().stream()
                .sorted((a, b) -> a.toString().compareTo(b.toString()))
                .toList());
    Collections.shuffle(types, random);
    List<Field> fields = new ArrayList<>();
    for (DataType type : types.subList(0, 2 + random.nextInt(types.size() - 1))) {
      fields.add(
          Field.nullable("C" + fields.size() + "\"'" + (char) ('a' + random.nextInt(26)), type));
    }
    return new Schema(fields);
  }

  private static String randomRows(Schema schema, Random random) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(20); i++) {
      List<String> values = new ArrayList<>();
      for (Field field : schema.fields()) {
        List<String> choices = VALUES.get(field.type());
        String value =
            random.nextInt(4) == 0 ? "NULL" : choices.get(random.nextInt(choices.size()));
        values.add("CAST(" + value + " AS " + DuckDbTypes.text(field.type()) + ")");
      }
      rows.add("SELECT " + String.join(", ", values));
    }
    return String.join(" UNION ALL ", rows);
  }

  private void assertReadsTheSame(Path table, String what) {
    Snapshot snapshot = store.latest(table);
    String relation = "relation " + tables++;
    session.bind(relation, snapshot, snapshot.scanFiles(), Lineage.NONE);
    Path copy = root.resolve("copy" + tables);
    publish(
        copy,
        snapshot.schema(),
        List.of(),
        "SELECT * FROM " + Sql.identifier(relation),
        Commit.Mode.APPEND);
    assertThat(sorted(copy)).as(what).isEqualTo(sorted(table)).isNotEmpty();
  }

  private static List<String> sorted(Path table) {
    return KernelReader.rows(table).stream().map(Object::toString).sorted().toList();
  }

  private void publish(
      Path table, Schema schema, List<String> partitions, String sql, Commit.Mode mode) {
    TableTarget target = new TableTarget("t", table, schema, partitions, mode, Optional.empty());
    RunIdentity run = new RunIdentity("differential-" + tables++, Map.of());
    try (Publication publication = new Publisher(store).open(run, List.of(target))) {
      publication.stage("t", session.stage(sql, schema, partitions, publication.folder("t")));
      publication.prepare().commit();
    }
  }
}
