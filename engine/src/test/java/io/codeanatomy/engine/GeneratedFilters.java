// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random specs full of filters: over joins of all types, unions, aggregates, rankings, computed
 * columns and views with several readers. All relations have the columns {@code id}, {@code part},
 * {@code kind}, {@code day}, {@code title} and {@code size}.
 */
final class GeneratedFilters {

  static final List<String> INPUTS = List.of("a", "b", "c");
  private static final List<String> JOINS =
      List.of("Inner", "Inner", "Left", "Right", "Full", "Semi", "Anti");

  private final Random random;

  GeneratedFilters(Random random) {
    this.random = random;
  }

  /** A spec with this many views; the last is the output {@code out}. */
  String spec(int views) {
    List<String> names = new ArrayList<>(INPUTS);
    StringBuilder text = new StringBuilder("version: 1\ninput_relations:\n");
    INPUTS.forEach(
        name -> text.append("  - {logical_name: %1$s, delta_location: %1$s}\n".formatted(name)));
    text.append(
        """
        parameter_templates:
          - name: t
            base_table: a
            predicate: "part <= :most OR kind = :which"
            parameters: [{name: most, type: bigint, default: 1}, {name: which, type: varchar}]
        view_definitions:
        """);
    names.add("t");
    for (int i = 0; i < views; i++) {
      String name = "v" + i;
      text.append("  - {name: %s, transform: {%s}}\n".formatted(name, transform(names)));
      names.add(name);
    }
    return text.append("output_targets:\n")
        .append("  - {table_name: out, source_view: v%d}\n".formatted(views - 1))
        .toString();
  }

  private String transform(List<String> names) {
    String source = pick(names);
    return switch (random.nextInt(11)) {
      case 0, 1, 2 -> join(source, pick(names));
      case 3 -> {
        String other = pick(names);
        yield other.equals(source)
            ? filter(source)
            : "kind: Union, sources: [%s, %s], distinct: %s"
                .formatted(source, other, random.nextBoolean());
      }
      case 4 ->
          """
          kind: Aggregate, source: %s, group_by: [id, part, kind, day], aggregations: \
          [{function: max, column: title, alias: title}, {function: sum, column: size, alias: size}]\
          """
              .formatted(source);
      case 5 ->
          """
          kind: Project, source: %s, columns: [id, part, {expr: "upper(kind)", as: kind}, day, \
          title, {expr: "CAST(size AS bigint) + 1", as: size}]\
          """
              .formatted(source);
      case 6 ->
          "kind: Rank, source: %s, partition_by: [part, kind], order_by: [size, id], keep: 2"
              .formatted(source);
      default -> filter(source);
    };
  }

  private String filter(String source) {
    return "kind: Filter, source: %s, predicate: \"%s\"".formatted(source, predicate(2));
  }

  private String join(String left, String right) {
    String type = JOINS.get(random.nextInt(JOINS.size()));
    String keys =
        random.nextBoolean()
            ? "{left_key: part, right_key: part}, {left_key: kind, right_key: kind}"
            : "{left_key: id, right_key: id}, {left_key: part, right_key: part}";
    String select =
        type.equals("Semi") || type.equals("Anti")
            ? ""
            : """
              , select: [%s.id, %s.part, %s.kind, %s.day, \
              {expr: "coalesce(right.title, left.title)", as: title}, %s.size]\
              """
                .formatted(side(), side(), side(), side(), side());
    return "kind: Relate, left: %s, right: %s, join_type: %s, join_keys: [%s]%s"
        .formatted(left, right, type, keys, select);
  }

  private String side() {
    return random.nextBoolean() ? "left" : "right";
  }

  private String predicate(int depth) {
    int kind = random.nextInt(depth == 0 ? 20 : 28);
    int number = random.nextInt(4);
    return switch (kind) {
      case 0, 1 -> "part = " + number;
      case 2 -> "part IN (%d, %d.0, 7)".formatted(number, random.nextInt(4));
      case 3 -> "part <> " + number;
      case 4 -> "%d < part".formatted(number);
      case 5 -> "kind = '%s'".formatted("xyz".charAt(number % 3));
      case 6 -> "kind IS NULL";
      case 7 -> "kind IS NOT NULL";
      case 8 -> "day >= DATE '2026-01-0%d'".formatted(number + 1);
      case 9 -> "day BETWEEN DATE '2026-01-02' AND DATE '2026-01-0%d'".formatted(number + 2);
      case 10 -> "day = CAST('2026-01-0%d' AS date)".formatted(number + 1);
      case 11 -> "kind IS DISTINCT FROM 'x'";
      case 12 -> "kind IS NOT DISTINCT FROM 'y'";
      case 13 -> "(kind = 'x') IS NOT TRUE";
      case 14 -> "size > %d.5".formatted(number * 3);
      case 15 -> "CAST(size AS decimal(20,2)) <= %d.25".formatted(number * 4);
      case 16 -> "id < " + number * 4;
      case 17 -> "upper(kind) = 'X'";
      case 18 -> "part = size";
      case 19 -> "title = 'title %d'".formatted(number);
      case 20, 21 -> "(%s) AND (%s)".formatted(predicate(depth - 1), predicate(depth - 1));
      case 22, 23 -> "(%s) OR (%s)".formatted(predicate(depth - 1), predicate(depth - 1));
      case 24 -> "NOT (%s)".formatted(predicate(depth - 1));
      case 25 -> "(%s) IS NOT FALSE".formatted(predicate(depth - 1));
      default -> predicate(depth - 1);
    };
  }

  private String pick(List<String> names) {
    int near = Math.max(0, names.size() - 3);
    int from = random.nextInt(3) == 0 ? 0 : near;
    return names.get(from + random.nextInt(names.size() - from));
  }
}
