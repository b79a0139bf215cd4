// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * DuckDB's plan of a query, out of its JSON form: an operator a line.
 *
 * <pre>
 *   HASH_JOIN INNER; on id = id; ~246 rows
 *     RELATION kept columns id, amount; ~1234 rows
 *     READ_PARQUET columns orders.id, orders.name; filters orders.k=3
 * </pre>
 *
 * <p>Names of operators and texts of expressions are DuckDB's. It knows nothing of the number of
 * rows in files that it reads with a given schema, as ours all are, and estimates none for them;
 * such estimates are left out.
 */
final class DuckDbPlanText {

  private static final String INDENTATION = "  ";
  private static final String ROWS = "Estimated Cardinality";

  private static final String CTE_NAME = "CTE Name";
  private static final String CTE_NUMBER = "Table Index";
  private static final String CTE_READ = "CTE Index";

  /** What repeats the name of the operator, or numbers what only DuckDB numbers. */
  private static final Set<String> LEFT_OUT =
      Set.of("Function", "Type", CTE_NUMBER, "Delim Index", ROWS);

  private static final Map<String, String> WORDS =
      Map.of(
          "Conditions",
          "on ",
          "Projections",
          "columns ",
          "Expression",
          "where ",
          "Groups",
          "by ",
          "Join Type",
          "",
          CTE_NAME,
          "",
          CTE_READ,
          "",
          "Table",
          "");

  private final List<String> lines = new ArrayList<>();
  private final Map<String, String> commonTables = new LinkedHashMap<>();

  private DuckDbPlanText() {}

  /**
   * The lines.
   *
   * @param json what {@code EXPLAIN (FORMAT json)} gives
   */
  static List<String> of(String json) {
    DuckDbPlanText text = new DuckDbPlanText();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      parser.nextToken();
      for (Operator root : operators(parser)) {
        text.add(root, 0);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("DuckDB's plan is no JSON: " + json, e);
    }
    return List.copyOf(text.lines);
  }

  private record Operator(String name, Map<String, List<String>> info, List<Operator> inputs) {}

  private void add(Operator operator, int depth) {
    first(operator, CTE_NAME)
        .ifPresent(name -> commonTables.put(first(operator, CTE_NUMBER).orElse(""), name));
    lines.add(INDENTATION.repeat(depth) + text(operator));
    operator.inputs().forEach(input -> add(input, depth + 1));
  }

  private static Optional<String> first(Operator operator, String key) {
    return operator.info().getOrDefault(key, List.of()).stream().findFirst();
  }

  private String text(Operator operator) {
    List<String> parts = new ArrayList<>();
    operator
        .info()
        .forEach(
            (key, values) -> {
              String value = String.join(", ", values).replaceAll("\\R\\s*", " ");
              if (key.equals(CTE_READ)) {
                value = commonTables.getOrDefault(value, value);
              }
              if (!LEFT_OUT.contains(key) && !value.isEmpty()) {
                parts.add(WORDS.getOrDefault(key, key.toLowerCase(Locale.ROOT) + " ") + value);
              }
            });
    first(operator, ROWS)
        .filter(rows -> !rows.equals("0"))
        .ifPresent(rows -> parts.add("~" + rows + (rows.equals("1") ? " row" : " rows")));
    String name = StandIn.shown(operator.name());
    return parts.isEmpty() ? name : name + " " + String.join("; ", parts);
  }

  /** Reads the array that the parser stands at. */
  private static List<Operator> operators(JsonParser parser) throws IOException {
    List<Operator> operators = new ArrayList<>();
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      String name = "";
      Map<String, List<String>> info = Map.of();
      List<Operator> inputs = List.of();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        switch (field) {
          case "name" -> name = parser.getText().strip();
          case "children" -> inputs = operators(parser);
          case "extra_info" -> info = info(parser);
          default -> parser.skipChildren();
        }
      }
      operators.add(new Operator(name, info, inputs));
    }
    return operators;
  }

  private static Map<String, List<String>> info(JsonParser parser) throws IOException {
    Map<String, List<String>> info = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      List<String> values = new ArrayList<>();
      if (parser.nextToken() == JsonToken.START_ARRAY) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          values.add(parser.getText());
        }
      } else {
        values.add(parser.getText());
      }
      info.put(key, values);
    }
    return info;
  }
}
