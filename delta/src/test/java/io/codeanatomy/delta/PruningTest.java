// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import static io.codeanatomy.delta.HandMadeTable.PLAIN_PROTOCOL;
import static io.codeanatomy.delta.HandMadeTable.field;
import static io.codeanatomy.delta.HandMadeTable.metaData;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codeanatomy.delta.ScanPredicate.Comparison;
import io.codeanatomy.delta.ScanPredicate.In;
import io.codeanatomy.delta.ScanPredicate.IsNotNull;
import io.codeanatomy.delta.ScanPredicate.IsNull;
import io.codeanatomy.delta.ScanPredicate.Operator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PruningTest {

  @TempDir Path folder;

  /** File a: day 1, n 1 to 10, no NULL; b: day 2, n 20 to 30, one NULL; c: no day, no bounds. */
  private Snapshot plain() throws Exception {
    HandMadeTable table = new HandMadeTable(folder.resolve("t"));
    table.commit(
        0,
        PLAIN_PROTOCOL,
        metaData(
            List.of(
                field("n", "\"long\"", "{}"),
                field("f", "\"double\"", "{}"),
                field("at", "\"timestamp\"", "{}"),
                field("day", "\"date\"", "{}")),
            List.of("day"),
            Map.of()),
        table.add(
            empty("a"),
            "{\"day\":\"2026-01-01\"}",
            statistics(
                """
                {"numRecords":9,"nullCount":{"n":0,"f":0,"at":0},\
                "minValues":{"n":1,"f":0.5,"at":"2026-01-01T10:00:00.000Z"},\
                "maxValues":{"n":10,"f":1.5,"at":"2026-01-01T12:00:00.000Z"}}\
                """)),
        table.add(
            empty("b"),
            "{\"day\":\"2026-01-02\"}",
            statistics(
                """
                {"numRecords":9,"nullCount":{"n":1,"f":9,"at":9},\
                "minValues":{"n":20},"maxValues":{"n":30}}\
                """)),
        table.add(empty("c"), "{\"day\":\"\"}", ""));
    return DeltaStore.local().latest(table.folder());
  }

  private static String statistics(String json) {
    return ",\"stats\":\"" + json.replace("\"", "\\\"") + "\"";
  }

  private Path empty(String name) throws Exception {
    Path file = Files.createDirectories(folder.resolve("t")).resolve(name);
    return Files.exists(file) ? file : Files.createFile(file);
  }

  static Stream<Arguments> predicates() {
    return Stream.of(
        Arguments.of(day(Operator.EQUAL, 1), "a", "day = DATE '2026-01-01'"),
        Arguments.of(day(Operator.NOT_EQUAL, 1), "b", "day <> DATE '2026-01-01'"),
        Arguments.of(day(Operator.GREATER, 1), "b", "day > DATE '2026-01-01'"),
        Arguments.of(day(Operator.LESS, 1), "", "day < DATE '2026-01-01'"),
        Arguments.of(new IsNull("day"), "c", "day IS NULL"),
        Arguments.of(new IsNotNull("day"), "ab", "day IS NOT NULL"),
        Arguments.of(n(Operator.EQUAL, 5), "ac", "n = 5"),
        Arguments.of(n(Operator.EQUAL, 15), "c", "n = 15"),
        Arguments.of(n(Operator.LESS, 1), "c", "n < 1"),
        Arguments.of(n(Operator.LESS_OR_EQUAL, 1), "ac", "n <= 1"),
        Arguments.of(n(Operator.GREATER, 30), "c", "n > 30"),
        Arguments.of(n(Operator.GREATER_OR_EQUAL, 30), "bc", "n >= 30"),
        Arguments.of(new IsNull("n"), "bc", "n IS NULL"),
        Arguments.of(
            new In("n", List.of(ScanLiteral.of(12), ScanLiteral.of(25))), "bc", "n IN (12, 25)"),
        Arguments.of(
            n(Operator.EQUAL, 5).or(day(Operator.EQUAL, 2)),
            "abc",
            "n = 5 OR day = DATE '2026-01-02'"),
        Arguments.of(
            n(Operator.EQUAL, 55).or(day(Operator.EQUAL, 2)),
            "bc",
            "n = 55 OR day = DATE '2026-01-02'"),
        Arguments.of(
            n(Operator.EQUAL, 25).and(day(Operator.EQUAL, 1)),
            "",
            "n = 25 AND day = DATE '2026-01-01'"),
        Arguments.of(ScanPredicate.Constant.TRUE, "abc", "TRUE"),
        Arguments.of(ScanPredicate.Constant.FALSE, "", "FALSE"),
        // Bounds of doubles say nothing: there may be a NaN above them. Counts of NULLs do.
        Arguments.of(new Comparison("f", Operator.GREATER, ScanLiteral.of(100)), "ac", "f > 100"),
        Arguments.of(new IsNull("f"), "bc", "f IS NULL"),
        Arguments.of(new IsNotNull("f"), "ac", "f IS NOT NULL"),
        // Bounds are cut to milliseconds.
        Arguments.of(
            new Comparison(
                "at",
                Operator.GREATER,
                ScanLiteral.of(Instant.parse("2026-01-01T12:00:00.000999Z"))),
            "ac",
            "at > TIMESTAMP '2026-01-01 12:00:00.000999'"),
        Arguments.of(
            new Comparison(
                "at", Operator.GREATER, ScanLiteral.of(Instant.parse("2026-01-01T12:00:01Z"))),
            "c",
            "at > TIMESTAMP '2026-01-01 12:00:01'"),
        // What is of another kind, or nowhere, leaves nothing out but where all is NULL.
        Arguments.of(
            new Comparison(
                "at", Operator.EQUAL, ScanLiteral.of(LocalDateTime.parse("2000-01-01T00:00:00"))),
            "ac",
            "at = CAST('2000-01-01 00:00:00' AS timestamp_ntz)"),
        Arguments.of(
            new Comparison("n", Operator.EQUAL, ScanLiteral.of("it's")), "abc", "n = 'it''s'"),
        Arguments.of(
            new Comparison("no\"where", Operator.EQUAL, ScanLiteral.of(1)),
            "abc",
            "\"no\"\"where\" = 1"));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("predicates")
  void filesThatCannotHoldAMatchAreLeftOut(ScanPredicate predicate, String kept, String text)
      throws Exception {
    assertThat(predicate).hasToString(text);
    assertThat(
            plain().scanFiles(predicate).stream().map(file -> file.path().getFileName().toString()))
        .as(text)
        .isEqualTo(kept.chars().mapToObj(Character::toString).toList());
  }

  @Test
  void aPartitionValueThatIsNotSpelledAsTheProtocolWantsKeepsItsFile() {
    assertThat(range("integer", "1.5").mayHold(Operator.EQUAL, ScanLiteral.of(7))).isTrue();
    assertThat(range("integer", "007").mayHold(Operator.EQUAL, ScanLiteral.of(7))).isTrue();
    assertThat(range("integer", "007").mayHold(Operator.EQUAL, ScanLiteral.of(8))).isFalse();
    assertThat(range("decimal", "1.005").mayHold(Operator.EQUAL, ScanLiteral.of(7))).isTrue();
    assertThat(range("decimal", "1.05").mayHold(Operator.EQUAL, ScanLiteral.of(7))).isFalse();
    assertThat(range("date", "2026-1-1").mayHold(Operator.LESS, ScanLiteral.of(LocalDate.MIN)))
        .isTrue();
    assertThat(range("date", "2026-13-01").mayHold(Operator.LESS, ScanLiteral.of(LocalDate.MIN)))
        .isTrue();
    assertThat(range("boolean", "TRUE").mayHold(Operator.EQUAL, ScanLiteral.of(false))).isTrue();
    assertThat(range("double", "1.5").mayHold(Operator.EQUAL, ScanLiteral.of(7))).isTrue();
    Instant eleven = Instant.parse("2021-09-08T11:11:11Z");
    for (String same : List.of("2021-09-08 11:11:11", "2021-09-08T11:11:11.000000Z")) {
      assertThat(range("timestamp", same).mayHold(Operator.EQUAL, ScanLiteral.of(eleven))).isTrue();
      assertThat(range("timestamp", same).mayHold(Operator.NOT_EQUAL, ScanLiteral.of(eleven)))
          .isFalse();
    }
    // A value with another offset, or in nanoseconds, is left to who reads the rows.
    assertThat(
            range("timestamp", "2021-09-08T11:11:11+02:00")
                .mayHold(Operator.NOT_EQUAL, ScanLiteral.of(eleven)))
        .isTrue();
    assertThat(range("integer", "x")).isEqualTo(ColumnRange.VALUES);
  }

  private static ColumnRange range(String type, String text) {
    io.codeanatomy.delta.schema.DataType column =
        type.equals("decimal")
            ? new io.codeanatomy.delta.schema.DataType.Decimal(5, 2)
            : io.codeanatomy.delta.schema.DataType.Primitive.valueOf(
                type.toUpperCase(java.util.Locale.ROOT));
    return PartitionRange.of(column, Optional.of(text));
  }

  @Test
  void textsAreInTheOrderOfTheirBytes() {
    assertThat(ColumnRange.compare("\uFFFD", "\uD83D\uDE00")).hasValue(-1);
    assertThat(ColumnRange.compare("\uD83D\uDE00", "\uD83D\uDE00a")).hasValue(-1);
    assertThat(ColumnRange.compare("b", "ab")).hasValue(1);
  }

  @Test
  void rowGroupsAreCountedByTheirFooters() throws Exception {
    Path location = folder.resolve("groups");
    Files.createDirectories(location);
    Path file = location.resolve("f.parquet");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          COPY (SELECT i AS n, 'text ' || lpad(CAST(i AS VARCHAR), 6, '0') AS s, \
          CAST(i / 100 AS DECIMAL(18,3)) AS d, TIMESTAMPTZ '2026-01-01 00:00:00Z' \
          + INTERVAL (i) SECOND AS at, CASE WHEN i >= 8192 THEN NULL ELSE i END AS h \
          FROM range(10240) t(i)) TO '%s' (FORMAT parquet, ROW_GROUP_SIZE 2048)\
          """
              .formatted(file));
    }
    HandMadeTable table = new HandMadeTable(location);
    table.commit(
        0,
        PLAIN_PROTOCOL,
        metaData(
            List.of(
                field("n", "\"long\"", "{}"),
                field("s", "\"string\"", "{}"),
                field("d", "\"decimal(18,3)\"", "{}"),
                field("at", "\"timestamp\"", "{}"),
                field("h", "\"long\"", "{}"),
                field("p", "\"integer\"", "{}")),
            List.of("p"),
            Map.of()),
        table.add(file, "{\"p\":\"1\"}", ""));
    Snapshot snapshot = DeltaStore.local().latest(location);
    Map<ScanPredicate, Long> matching =
        Map.of(
            ScanPredicate.Constant.TRUE,
            5L,
            n(Operator.LESS, 2048),
            1L,
            n(Operator.GREATER_OR_EQUAL, 2047),
            5L,
            new Comparison("s", Operator.EQUAL, ScanLiteral.of("text 003000")),
            1L,
            new Comparison("d", Operator.GREATER, ScanLiteral.of(81)),
            2L,
            new Comparison(
                "at", Operator.LESS, ScanLiteral.of(Instant.parse("2026-01-01T00:34:09Z"))),
            2L,
            new IsNull("h"),
            1L,
            new IsNotNull("h"),
            4L,
            new Comparison("p", Operator.EQUAL, ScanLiteral.of(2)),
            0L,
            new Comparison("p", Operator.EQUAL, ScanLiteral.of(1)),
            5L);
    matching.forEach(
        (predicate, groups) ->
            assertThat(DeltaStore.local().rowGroups(snapshot, snapshot.scanFiles(), predicate))
                .as(predicate.toString())
                .isEqualTo(new RowGroupFigures(5, groups)));
    Files.delete(file);
    assertThatThrownBy(
            () ->
                DeltaStore.local()
                    .rowGroups(snapshot, snapshot.scanFiles(), ScanPredicate.Constant.TRUE))
        .isInstanceOf(DeltaException.class)
        .hasMessage("There is no file " + file + ".");
  }

  @Test
  void predicatesAreCombinedWithoutWhatSaysNothing() {
    ScanPredicate one = n(Operator.EQUAL, 1);
    ScanPredicate two = n(Operator.LESS, 2);
    assertThat(one.and(ScanPredicate.Constant.TRUE).and(one)).isEqualTo(one);
    assertThat(one.or(ScanPredicate.Constant.FALSE)).isEqualTo(one);
    assertThat(one.or(ScanPredicate.Constant.TRUE)).isEqualTo(ScanPredicate.Constant.TRUE);
    assertThat(one.and(ScanPredicate.Constant.FALSE)).isEqualTo(ScanPredicate.Constant.FALSE);
    assertThat(ScanPredicate.or(new ArrayList<>())).isEqualTo(ScanPredicate.Constant.FALSE);
    assertThat(one.and(two).or(new IsNull("a b")))
        .hasToString("(n = 1 AND n < 2) OR \"a b\" IS NULL");
    assertThat(one.or(two).and(new IsNull("n"))).hasToString("(n = 1 OR n < 2) AND n IS NULL");
    assertThat(one.or(day(Operator.EQUAL, 1)).and(two).renamed(PruningTest::withoutDay))
        .hasToString("m < 2");
    assertThat(one.and(day(Operator.EQUAL, 1)).columns()).containsExactly("n", "day");
    assertThatThrownBy(
            () -> new ScanLiteral(io.codeanatomy.delta.schema.DataType.Primitive.DOUBLE, 1.5))
        .hasMessage("no literals of type double");
  }

  private static Optional<String> withoutDay(String column) {
    return column.equals("n") ? Optional.of("m") : Optional.empty();
  }

  private static ScanPredicate n(Operator operator, long value) {
    return new Comparison("n", operator, ScanLiteral.of(value));
  }

  private static ScanPredicate day(Operator operator, int day) {
    return new Comparison("day", operator, ScanLiteral.of(LocalDate.of(2026, 1, day)));
  }
}
