// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.plan;

import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Valid specs of any size, for tests and benchmarks of planning. All relations have the columns
 * {@code id}, {@code part}, {@code kind}, {@code title} and {@code size}, so that everything can be
 * made of everything.
 */
public final class GeneratedSpecs {

  /** The row type of every input. */
  public static final Schema ROWS =
      Schema.of(
          Field.nullable("id", Primitive.LONG),
          Field.nullable("part", Primitive.LONG),
          Field.nullable("kind", Primitive.STRING),
          Field.nullable("title", Primitive.STRING),
          Field.nullable("size", Primitive.LONG));

  private static final int INPUTS = 10;

  /** Views read one of so many before them, or now and then any. */
  private static final int NEAR = 40;

  private GeneratedSpecs() {}

  /** The row types of the inputs of all these specs. */
  public static Map<String, Schema> inputs() {
    Map<String, Schema> inputs = new LinkedHashMap<>();
    for (int i = 0; i < INPUTS; i++) {
      inputs.put("input_" + i, ROWS);
    }
    return inputs;
  }

  /**
   * Views over random earlier views: joins, unions, filters, aggregates, projections. What nobody
   * reads is an output.
   */
  public static String shared(int views, Random random) {
    List<String> names = new ArrayList<>(inputs().keySet());
    StringBuilder definitions = new StringBuilder();
    Set<String> unread = new TreeSet<>();
    for (int i = 0; i < views; i++) {
      String name = "view_" + i;
      Set<String> read = new LinkedHashSet<>();
      String transform = transform(names, random, read);
      definitions.append("  - {name: %s, transform: {%s}}\n".formatted(name, transform));
      unread.removeAll(read);
      names.add(name);
      unread.add(name);
    }
    return document(definitions.toString(), List.copyOf(unread));
  }

  /** {@code v(i+1) = v(i) join filter(v(i))}: 2^n paths from the last view to the input. */
  public static String diamonds(int diamonds) {
    StringBuilder definitions = new StringBuilder();
    String below = "input_0";
    for (int i = 0; i < diamonds; i++) {
      definitions.append(
          """
            - {name: side_%1$d, transform: {kind: Filter, source: %2$s, predicate: "size > %1$d"}}
            - {name: top_%1$d, transform: {%3$s}}
          """
              .formatted(i, below, join(below, "side_" + i)));
      below = "top_" + i;
    }
    return document(definitions.toString(), List.of(below));
  }

  private static String document(String definitions, List<String> outputs) {
    StringBuilder text = new StringBuilder("version: 1\ninput_relations:\n");
    inputs()
        .keySet()
        .forEach(
            name ->
                text.append("  - {logical_name: %1$s, delta_location: %1$s}\n".formatted(name)));
    text.append("view_definitions:\n").append(definitions).append("output_targets:\n");
    outputs.forEach(
        name -> text.append("  - {table_name: out_%1$s, source_view: %1$s}\n".formatted(name)));
    return text.toString();
  }

  private static String transform(List<String> names, Random random, Set<String> read) {
    String source = pick(names, random, read);
    return switch (random.nextInt(6)) {
      case 0, 1 -> join(source, pick(names, random, read));
      case 2 ->
          "kind: Union, sources: [%s]"
              .formatted(
                  String.join(
                      ", ",
                      new LinkedHashSet<>(
                          List.of(source, pick(names, random, read), pick(names, random, read)))));
      case 3 -> "kind: Filter, source: %s, predicate: \"%s\"".formatted(source, predicate(random));
      case 4 ->
          """
          kind: Aggregate, source: %s, group_by: [id, part, kind], aggregations: \
          [{function: max, column: title, alias: title}, {function: max, column: size, alias: size}]\
          """
              .formatted(source);
      default ->
          """
          kind: Project, source: %s, columns: [id, part, {expr: "upper(kind)", as: kind}, title, \
          {expr: "size - %d", as: size}]\
          """
              .formatted(source, random.nextInt(10));
    };
  }

  private static String join(String left, String right) {
    return """
    kind: Relate, left: %s, right: %s, join_type: Inner, \
    join_keys: [{left_key: id, right_key: id}, {left_key: part, right_key: part}], \
    select: [left.id, left.part, left.kind, {expr: "coalesce(right.title, left.title)", as: title}, \
    right.size]\
    """
        .formatted(left, right);
  }

  private static String predicate(Random random) {
    int number = random.nextInt(50);
    return switch (random.nextInt(5)) {
      case 0 -> "size > " + number;
      case 1 -> "part <> " + number % 7 + " AND kind IS NOT NULL";
      case 2 -> "kind IN ('a', 'b', 'C') OR size < " + number;
      case 3 -> "title LIKE '%" + number % 10 + "%' OR id < " + number;
      default -> "id = size OR part <= " + number;
    };
  }

  private static String pick(List<String> names, Random random, Set<String> read) {
    int from = random.nextInt(8) == 0 ? 0 : Math.max(0, names.size() - NEAR);
    String name = names.get(from + random.nextInt(names.size() - from));
    read.add(name);
    return name;
  }
}
