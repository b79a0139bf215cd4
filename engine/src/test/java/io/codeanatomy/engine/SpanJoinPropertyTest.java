// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static io.codeanatomy.delta.schema.DataType.Primitive.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.KernelReader;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.spec.SpecDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Span joins over generated spans (nested, crossing, touching, empty, equal, reversed, with NULL
 * bounds) against the obvious two loops. {@code -Dcodeanatomy.seed=…} repeats a run.
 */
class SpanJoinPropertyTest {

  private static final Schema SPANS =
      Schema.of(
          Field.required("id", LONG),
          Field.nullable("file_id", LONG),
          Field.nullable("bstart", LONG),
          Field.nullable("bend", LONG));

  private static final int ROWS = 120;

  @TempDir Path folder;

  private record Row(long id, @Nullable Long file, @Nullable Long start, @Nullable Long end) {

    String sql() {
      return "(%d, %s, %s, %s)".formatted(id, file, start, end);
    }

    long length() {
      return end - start;
    }
  }

  @Test
  void everyPredicateAndEveryKeepAgreesWithTwoLoops() {
    long seed = Long.getLong("codeanatomy.seed", new Random().nextLong());
    Random random = new Random(seed);
    List<Row> left = rows(random);
    List<Row> right = rows(random);
    GivenTables given = new GivenTables(folder);
    given.write("left_spans", SPANS, values(left));
    given.write("right_spans", SPANS, values(right));
    for (String predicate : List.of("contains", "within", "overlaps", "equals")) {
      check(seed, predicate, "Inner", "all", pairs(predicate, left, right));
      check(seed, predicate, "Semi", "all", semi(predicate, left, right, true));
      check(seed, predicate, "Anti", "all", semi(predicate, left, right, false));
      for (String keep : List.of("innermost", "outermost")) {
        check(seed, predicate, "Inner", keep, kept(predicate, keep, left, right));
      }
    }
  }

  private void check(
      long seed, String predicate, String joinType, String keep, List<String> expected) {
    boolean leftOnly = joinType.equals("Semi") || joinType.equals("Anti");
    String spec =
        """
        version: 1
        input_relations:
          - {logical_name: left_spans, delta_location: left_spans}
          - {logical_name: right_spans, delta_location: right_spans}
        view_definitions:
          - name: joined
            transform:
              kind: Relate
              left: left_spans
              right: right_spans
              join_type: %s
              join_keys: [{left_key: file_id, right_key: file_id}]
              span: {predicate: %s, left: [bstart, bend], right: [bstart, bend]}
              keep: %s
              select: [%s]
        output_targets: [{table_name: joined, source_view: joined}]
        """
            .formatted(
                joinType,
                predicate,
                keep,
                leftOnly ? "id" : "{expr: left.id, as: l}, {expr: right.id, as: r}");
    Path output = folder.resolve(predicate + joinType + keep);
    Engine.create()
        .run(
            Run.of(SpecDocument.parse(spec, Optional.empty()))
                .inputsFrom(folder)
                .outputRoot(output));
    List<String> actual =
        KernelReader.rows(output.resolve("joined")).stream()
            .map(Object::toString)
            .sorted()
            .toList();
    assertThat(actual)
        .as("%s %s keep %s, -Dcodeanatomy.seed=%d", joinType, predicate, keep, seed)
        .isEqualTo(expected.stream().sorted().toList());
  }

  private static List<String> pairs(String predicate, List<Row> left, List<Row> right) {
    List<String> pairs = new ArrayList<>();
    for (Row l : left) {
      for (Row r : right) {
        if (matches(predicate, l, r)) {
          pairs.add("[" + l.id + ", " + r.id + "]");
        }
      }
    }
    return pairs;
  }

  private static List<String> semi(
      String predicate, List<Row> left, List<Row> right, boolean matching) {
    return left.stream()
        .filter(l -> right.stream().anyMatch(r -> matches(predicate, l, r)) == matching)
        .map(l -> "[" + l.id + "]")
        .toList();
  }

  /**
   * Per subject row (the right one for contains, else the left one) the first of its candidates.
   */
  private static List<String> kept(String predicate, String keep, List<Row> left, List<Row> right) {
    boolean contains = predicate.equals("contains");
    Comparator<Row> byLength = Comparator.comparingLong(Row::length);
    Comparator<Row> order =
        (keep.equals("innermost") ? byLength : byLength.reversed())
            .thenComparing(Row::start)
            .thenComparingLong(Row::id);
    List<String> kept = new ArrayList<>();
    for (Row subject : contains ? right : left) {
      (contains ? left : right)
          .stream()
              .filter(
                  candidate ->
                      contains
                          ? matches(predicate, candidate, subject)
                          : matches(predicate, subject, candidate))
              .min(order)
              .ifPresent(
                  candidate ->
                      kept.add(
                          contains
                              ? "[" + candidate.id + ", " + subject.id + "]"
                              : "[" + subject.id + ", " + candidate.id + "]"));
    }
    return kept;
  }

  private static boolean matches(String predicate, Row l, Row r) {
    if (l.file == null || r.file == null || !l.file.equals(r.file)) {
      return false;
    }
    if (predicate.equals("equals")) {
      return l.start != null && l.end != null && l.start.equals(r.start) && l.end.equals(r.end);
    }
    if (l.start == null || l.end == null || r.start == null || r.end == null) {
      return false;
    }
    return switch (predicate) {
      case "contains" -> l.start <= r.start && r.end <= l.end;
      case "within" -> r.start <= l.start && l.end <= r.end;
      default -> l.start < r.end && r.start < l.end;
    };
  }

  private static List<Row> rows(Random random) {
    List<Row> rows = new ArrayList<>();
    for (long id = 0; id < ROWS; id++) {
      long start = random.nextInt(40);
      long end = start + random.nextInt(12) - (random.nextInt(20) == 0 ? 3 : 0);
      rows.add(
          new Row(
              id,
              random.nextInt(25) == 0 ? null : (long) random.nextInt(4),
              random.nextInt(25) == 0 ? null : Long.valueOf(start),
              random.nextInt(25) == 0 ? null : Long.valueOf(end)));
    }
    return rows;
  }

  private static String values(List<Row> rows) {
    return rows.stream().map(Row::sql).collect(Collectors.joining(", ", "VALUES ", ""));
  }
}
