// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import static io.codeanatomy.delta.schema.DataType.Primitive.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.codeanatomy.delta.KernelReader;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.spec.SpecDocument;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every algorithm of span joins, for every predicate, type of join and kind of keep, over spans of
 * many shapes, against the obvious two loops. {@code -Dcodeanatomy.seed=…} repeats a run.
 */
class SpanAlgorithmsPropertyTest {

  private static final Schema SPANS =
      Schema.of(
          Field.required("id", LONG),
          Field.nullable("file_id", LONG),
          Field.nullable("bstart", LONG),
          Field.nullable("bend", LONG));

  private static final List<String> ALGORITHMS =
      List.of("chosen", "hash", "bins", "ie_join", "index");

  private static final List<String> PREDICATES =
      List.of("contains", "within", "overlaps", "equals");

  private static final int ROWS = 90;

  @TempDir Path folder;

  private record Row(long id, @Nullable Long file, @Nullable Long start, @Nullable Long end) {

    String sql() {
      return "(%d, %s, %s, %s)".formatted(id, file, start, end);
    }

    long length() {
      return end - start;
    }
  }

  /** A join of which the spec is made, and what it must give. */
  private record Asked(String predicate, String joinType, String keep, String join, String select) {

    String name() {
      return (predicate + "_" + joinType + "_" + keep.replaceAll("[^a-z0-9]+", "_"))
          .toLowerCase(java.util.Locale.ROOT)
          .replaceAll("_+$", "");
    }
  }

  /** How the spans of both sides come about. */
  private enum Shape {
    NESTED,
    NESTED_WITHOUT_EMPTY,
    CROSSING,
    IDENTICAL,
    TOUCHING,
    HUGE,
    FAULTY
  }

  @Test
  void everyAlgorithmAgreesWithTwoLoops() {
    long seed = Long.getLong("codeanatomy.seed", new Random().nextLong());
    int rounds = "full".equals(System.getProperty("codeanatomy.tests")) ? 20 : 1;
    for (int round = 0; round < rounds; round++) {
      for (Shape shape : Shape.values()) {
        check(shape, seed + round);
      }
    }
  }

  private void check(Shape shape, long seed) {
    Random random = new Random(seed ^ shape.name().hashCode());
    Path inputs = folder.resolve(shape + " " + seed);
    List<Row> left = rows(shape, random);
    List<Row> right = rows(shape, random);
    GivenTables given = new GivenTables(inputs);
    given.write("left_spans", SPANS, values(left));
    given.write("right_spans", SPANS, values(right));
    List<Asked> asked = asked();
    for (String algorithm : ALGORITHMS) {
      Path output = inputs.resolve(algorithm);
      Engine.create()
          .run(
              Run.of(SpecDocument.parse(spec(asked, algorithm), Optional.empty()))
                  .inputsFrom(inputs)
                  .outputRoot(output));
      Map<String, List<String>> rows = new LinkedHashMap<>();
      for (String predicate : PREDICATES) {
        for (List<?> row : KernelReader.rows(output.resolve(predicate))) {
          String pair = row.subList(1, 3).toString();
          rows.computeIfAbsent(String.valueOf(row.get(0)), name -> new ArrayList<>()).add(pair);
        }
      }
      for (Asked one : asked) {
        assertThat(rows.getOrDefault(one.name(), List.of()).stream().sorted().toList())
            .as("%s of %s by %s, -Dcodeanatomy.seed=%d", one, shape, algorithm, seed)
            .isEqualTo(expected(one, left, right).stream().sorted().toList());
      }
    }
  }

  private static List<Asked> asked() {
    List<Asked> asked = new ArrayList<>();
    for (String predicate : PREDICATES) {
      String subject = predicate.equals("contains") ? "Right" : "Left";
      for (String type : List.of("Inner", "Left", "Right", "Full", "Semi", "Anti")) {
        asked.add(asked(predicate, type, "all"));
      }
      for (String keep :
          List.of(
              "innermost",
              "outermost",
              "{first: 1, order_by: [{column: id, direction: desc}]}",
              "{first: 2, order_by: [{column: bend, direction: asc}]}")) {
        asked.add(asked(predicate, "Inner", keep));
        asked.add(asked(predicate, subject, keep));
      }
    }
    return asked;
  }

  private static Asked asked(String predicate, String type, String keep) {
    boolean leftOnly = type.equals("Semi") || type.equals("Anti");
    return new Asked(
        predicate,
        type,
        keep,
        type,
        leftOnly
            ? "{expr: id, as: l}, {expr: 'CAST(NULL AS BIGINT)', as: r}"
            : "{expr: left.id, as: l}, {expr: right.id, as: r}");
  }

  private static String spec(List<Asked> asked, String algorithm) {
    StringBuilder text =
        new StringBuilder(
            """
            version: 1
            input_relations:
              - {logical_name: left_spans, delta_location: left_spans}
              - {logical_name: right_spans, delta_location: right_spans}
            view_definitions:
            """);
    for (Asked one : asked) {
      text.append(
          """
            - name: %s
              transform:
                kind: Relate
                left: left_spans
                right: right_spans
                join_type: %s
                join_keys: [{left_key: file_id, right_key: file_id}]
                span: {predicate: %s, left: [bstart, bend], right: [bstart, bend]}
                keep: %s
                select: [%s]
          """
              .formatted(one.name(), one.join(), one.predicate(), one.keep(), one.select()));
    }
    for (String predicate : PREDICATES) {
      text.append(
          "  - {name: %s, transform: {kind: Union, discriminator_column: join, sources: [%s]}}\n"
              .formatted(
                  predicate,
                  asked.stream()
                      .filter(one -> one.predicate().equals(predicate))
                      .map(Asked::name)
                      .collect(Collectors.joining(", "))));
    }
    text.append("output_targets:\n");
    for (String predicate : PREDICATES) {
      text.append(
          "  - {table_name: %1$s, source_view: %1$s, columns: [join, l, r]}\n"
              .formatted(predicate));
    }
    if (!algorithm.equals("chosen")) {
      text.append(
          """
          rule_intents:
            - {name: span_join_algorithm, class: CostShape, params: {algorithm: %s}}
          """
              .formatted(algorithm));
    }
    return text.toString();
  }

  private static List<String> expected(Asked asked, List<Row> left, List<Row> right) {
    if (asked.joinType().equals("Semi") || asked.joinType().equals("Anti")) {
      boolean wanted = asked.joinType().equals("Semi");
      return left.stream()
          .filter(l -> right.stream().anyMatch(r -> matches(asked.predicate(), l, r)) == wanted)
          .map(l -> "[" + l.id + ", null]")
          .toList();
    }
    boolean subjectIsLeft = !asked.predicate().equals("contains");
    List<String> pairs = new ArrayList<>();
    Map<Row, Boolean> matchedLeft = new LinkedHashMap<>();
    Map<Row, Boolean> matchedRight = new LinkedHashMap<>();
    for (Row subject : subjectIsLeft ? left : right) {
      List<Row> candidates =
          (subjectIsLeft ? right : left)
              .stream()
                  .filter(
                      candidate ->
                          subjectIsLeft
                              ? matches(asked.predicate(), subject, candidate)
                              : matches(asked.predicate(), candidate, subject))
                  .sorted(order(asked.keep()))
                  .limit(limit(asked.keep()))
                  .toList();
      for (Row candidate : candidates) {
        Row l = subjectIsLeft ? subject : candidate;
        Row r = subjectIsLeft ? candidate : subject;
        matchedLeft.put(l, true);
        matchedRight.put(r, true);
        pairs.add("[" + l.id + ", " + r.id + "]");
      }
    }
    if (List.of("Left", "Full").contains(asked.joinType())) {
      left.stream()
          .filter(l -> !matchedLeft.containsKey(l))
          .forEach(l -> pairs.add("[" + l.id + ", null]"));
    }
    if (List.of("Right", "Full").contains(asked.joinType())) {
      right.stream()
          .filter(r -> !matchedRight.containsKey(r))
          .forEach(r -> pairs.add("[null, " + r.id + "]"));
    }
    return pairs;
  }

  private static int limit(String keep) {
    if (keep.equals("all")) {
      return Integer.MAX_VALUE;
    }
    return keep.startsWith("{first: 2") ? 2 : 1;
  }

  private static Comparator<Row> order(String keep) {
    Comparator<Row> byLength = Comparator.comparingLong(Row::length);
    Function<Row, Long> end = row -> row.end;
    return switch (keep) {
      case "innermost" -> byLength.thenComparing(row -> row.start).thenComparingLong(Row::id);
      case "outermost" ->
          byLength.reversed().thenComparing(row -> row.start).thenComparingLong(Row::id);
      case "all" -> Comparator.comparingLong(Row::id);
      default ->
          keep.startsWith("{first: 1")
              ? Comparator.comparingLong(Row::id).reversed()
              : Comparator.comparing(end).thenComparingLong(Row::id);
    };
  }

  private static boolean matches(String predicate, Row l, Row r) {
    if (l.file == null || r.file == null || !l.file.equals(r.file)) {
      return false;
    }
    if (l.start == null || l.end == null || r.start == null || r.end == null) {
      return false;
    }
    return switch (predicate) {
      case "equals" -> l.start.equals(r.start) && l.end.equals(r.end);
      case "contains" -> l.start <= r.start && r.end <= l.end;
      case "within" -> r.start <= l.start && l.end <= r.end;
      default -> l.start < r.end && r.start < l.end;
    };
  }

  private static List<Row> rows(Shape shape, Random random) {
    List<Row> rows = new ArrayList<>();
    for (long id = 0; id < ROWS; id++) {
      long file = random.nextInt(3) == 0 ? 0 : random.nextInt(4);
      rows.add(
          switch (shape) {
            case NESTED, NESTED_WITHOUT_EMPTY -> nested(id, file, random, shape);
            case CROSSING -> span(id, file, random.nextInt(60), random.nextInt(20));
            case IDENTICAL -> span(id, file, random.nextInt(2) * 5L, 5);
            case TOUCHING -> span(id, file, random.nextInt(6) * 10L, random.nextInt(3) * 10L);
            case HUGE -> span(id, file, random.nextInt(3) * (1L << 40), random.nextLong(1L << 61));
            case FAULTY -> faulty(id, file, random);
          });
    }
    return rows;
  }

  private static Row span(long id, long file, long start, long length) {
    return new Row(id, file, start, start + length);
  }

  /** A path through the halves of halves: any two of these nest. */
  private static Row nested(long id, long file, Random random, Shape shape) {
    long start = 0;
    long end = 1 << 10;
    Deque<Integer> steps = new ArrayDeque<>();
    for (int depth = random.nextInt(9); depth > 0; depth--) {
      steps.push(random.nextInt(2));
    }
    while (!steps.isEmpty()) {
      long middle = (start + end) / 2;
      if (steps.pop() == 0) {
        end = middle;
      } else {
        start = middle;
      }
    }
    boolean empty = shape == Shape.NESTED && random.nextInt(8) == 0;
    return new Row(id, file, start, empty ? start : end);
  }

  private static @Nullable Long orNull(long value, Random random) {
    return random.nextInt(25) == 0 ? null : Long.valueOf(value);
  }

  private static Row faulty(long id, long file, Random random) {
    long start = random.nextInt(40) - (random.nextInt(10) == 0 ? 50L : 0);
    long end = start + random.nextInt(12) - (random.nextInt(8) == 0 ? 9 : 0);
    return new Row(id, orNull(file, random), orNull(start, random), orNull(end, random));
  }

  private static String values(List<Row> rows) {
    return rows.stream().map(Row::sql).collect(Collectors.joining(", ", "VALUES ", ""));
  }
}
