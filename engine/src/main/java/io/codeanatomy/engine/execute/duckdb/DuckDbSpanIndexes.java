// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.plan.SpanIndexing;
import io.codeanatomy.engine.plan.SpanIndexing.Question;
import io.codeanatomy.engine.plan.SpanKeep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The indexes on spans of a database. An index is
 *
 * <ul>
 *   <li>a table of its rows with their numbers ({@value #NUMBER}), which are in the order of
 *       preference where one is asked for, and a view of the relation's name without them;
 *   <li>a table of its keys with the numbers of their groups ({@value #GROUP});
 *   <li>where spans nest and all pairs are asked for, a view of all pairs of a span and one around
 *       it ({@value #INNER}, {@value #OUTER});
 *   <li>a {@link SpanIndex} in Java's memory, of bounds and numbers alone.
 * </ul>
 */
final class DuckDbSpanIndexes {

  /** A row's number. Names of columns hold no blanks. */
  static final String NUMBER = "span number";

  /** The number of a key. */
  static final String GROUP = "span group";

  static final String INNER = "inner span";
  static final String OUTER = "outer span";

  /** The number of an index that no statement asks. */
  private static final int NONE = -1;

  private final DuckDbDatabase database;
  private final Map<String, Facts> facts = new TreeMap<>();
  private @Nullable SpanProbe probe;
  private boolean listing;

  DuckDbSpanIndexes(DuckDbDatabase database) {
    this.database = database;
  }

  /**
   * What is known of an index.
   *
   * @param number what statements call it by, or {@link #NONE}
   * @param listsPairs whether there is a view of pairs
   * @param isRegular whether no span begins before 0 or ends before it begins
   * @param highestLevel of the bins that its spans are in
   */
  record Facts(
      SpanIndexing indexing,
      Schema schema,
      int number,
      boolean listsPairs,
      boolean isRegular,
      int highestLevel) {}

  /** What is known of a relation's index, if it has one. */
  Optional<Facts> of(String relation) {
    return Optional.ofNullable(facts.get(relation));
  }

  static String numbered(String relation) {
    return relation + " numbered";
  }

  static String groups(String relation) {
    return relation + " groups";
  }

  static String pairs(String relation) {
    return relation + " pairs";
  }

  /** Makes an index of the rows of a query, and gives the number of rows that are kept. */
  long create(String relation, String rows, Schema schema, SpanIndexing indexing) {
    createRows(relation, rows, schema, indexing);
    database.execute(
        "CREATE TABLE %s AS %s"
            .formatted(
                Sql.identifier(groups(relation)),
                groups(Sql.identifier(relation), schema, indexing)));
    SpanIndex index = read(relation, schema, indexing);
    boolean listsPairs = index.listsPairs();
    boolean asked = listsPairs || indexing.question() != Question.all;
    int number = asked ? functionOfProbe().add(index) : NONE;
    if (listsPairs) {
      createPairs(relation, number);
    }
    facts.put(
        relation,
        new Facts(indexing, schema, number, listsPairs, index.isRegular(), level(index.longest())));
    return index.spans().size();
  }

  /** Makes an index known that only a run makes, and the function that asks it. */
  void declare(String relation, Schema schema, SpanIndexing indexing) {
    functionOfProbe();
    boolean listsPairs = indexing.question() == Question.all;
    facts.put(relation, new Facts(indexing, schema, 0, listsPairs, true, 0));
  }

  /** Forgets an index with all its tables; says whether the relation had one. */
  boolean drop(String relation) {
    Facts dropped = facts.remove(relation);
    if (dropped != null) {
      database.execute("DROP VIEW " + Sql.identifier(relation));
      database.execute("DROP TABLE " + Sql.identifier(numbered(relation)));
      database.execute("DROP TABLE " + Sql.identifier(groups(relation)));
      if (dropped.listsPairs()) {
        database.execute("DROP VIEW " + Sql.identifier(pairs(relation)));
      }
      if (dropped.number() != NONE) {
        functionOfProbe().remove(dropped.number());
      }
    }
    return dropped != null;
  }

  private SpanProbe functionOfProbe() {
    SpanProbe function = probe;
    if (function == null) {
      function = database.registerProbe();
      probe = function;
    }
    return function;
  }

  private void createPairs(String relation, int number) {
    if (!listing) {
      database.registerPairs(functionOfProbe());
      listing = true;
    }
    database.execute(
        "CREATE VIEW %s AS SELECT \"inner\" AS %s, \"outer\" AS %s FROM %s(%d)"
            .formatted(
                Sql.identifier(pairs(relation)),
                Sql.identifier(INNER),
                Sql.identifier(OUTER),
                SpanPairs.NAME,
                number));
  }

  /** Numbers of a column, whose range DuckDB knows: a join on them is a look into an array. */
  private void createRows(String relation, String rows, Schema schema, SpanIndexing indexing) {
    List<String> names = schema.names().stream().map(Sql::identifier).toList();
    List<String> needed = new ArrayList<>(indexing.keys().stream().map(names::get).toList());
    needed.add(names.get(indexing.begin()));
    needed.add(names.get(indexing.end()));
    String numbered = Sql.identifier(numbered(relation));
    String number = Sql.identifier(NUMBER);
    // Sorted by a query of its own, which takes a third of what an ordered window does.
    database.execute(
        """
        CREATE TABLE %s AS SELECT *, row_number() OVER () - 1 AS %s FROM (
        SELECT * FROM (%s
        ) AS rows_to_index(%s)
        WHERE %s%s)"""
            .formatted(
                numbered,
                number,
                rows,
                String.join(", ", names),
                needed.stream()
                    .map(name -> name + " IS NOT NULL")
                    .collect(Collectors.joining(" AND ")),
                indexing
                    .keep()
                    .map(keep -> "\nORDER BY " + String.join(", ", preference(keep, names)))
                    .orElse("")));
    database.execute(
        "CREATE VIEW %s AS SELECT * EXCLUDE (%s) FROM %s"
            .formatted(Sql.identifier(relation), number, numbered));
  }

  private static List<String> preference(SpanKeep keep, List<String> names) {
    List<String> order = new ArrayList<>();
    for (SpanKeep.Key key : keep.order()) {
      String value =
          key.field()
              .map(names::get)
              .orElseGet(
                  () -> "(%s - %s)".formatted(names.get(keep.end()), names.get(keep.begin())));
      order.add(value + (key.descending() ? " DESC" : "") + " NULLS LAST");
    }
    names.forEach(name -> order.add(name + " NULLS LAST"));
    return order;
  }

  /** Without keys all rows are one group, if there are any. */
  private static String groups(String table, Schema schema, SpanIndexing indexing) {
    String keys = keys(schema, indexing);
    String group = Sql.identifier(GROUP);
    return keys.isEmpty()
        ? "SELECT CAST(0 AS BIGINT) AS %s FROM %s HAVING count(*) > 0".formatted(group, table)
        : "SELECT *, row_number() OVER () - 1 AS %s FROM (SELECT DISTINCT %s FROM %s)"
            .formatted(group, keys, table);
  }

  /** The key columns, each once. */
  private static String keys(Schema schema, SpanIndexing indexing) {
    return indexing.keys().stream()
        .map(key -> Sql.identifier(schema.names().get(key)))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private SpanIndex read(String relation, Schema schema, SpanIndexing indexing) {
    String table = Sql.identifier(numbered(relation));
    String ofGroups = Sql.identifier(groups(relation));
    int spans = size(relation, "SELECT count(*) FROM " + table);
    int groupCount = size(relation, "SELECT count(*) FROM " + ofGroups);
    long[] begins = new long[spans];
    long[] ends = new long[spans];
    int[] groups = new int[spans];
    String keys = keys(schema, indexing);
    database.readLongs(
        "SELECT s.%s, CAST(s.%s AS BIGINT), CAST(s.%s AS BIGINT), g.%s FROM %s AS s %s"
            .formatted(
                Sql.identifier(NUMBER),
                Sql.identifier(schema.names().get(indexing.begin())),
                Sql.identifier(schema.names().get(indexing.end())),
                Sql.identifier(GROUP),
                table,
                keys.isEmpty()
                    ? "CROSS JOIN " + ofGroups + " AS g"
                    : "JOIN %s AS g USING (%s)".formatted(ofGroups, keys)),
        spans,
        row -> {
          int number = (int) row[0];
          begins[number] = row[1];
          ends[number] = row[2];
          groups[number] = (int) row[3];
        });
    return new SpanIndex(indexing, begins, ends, groups, groupCount);
  }

  /** At least the level that the statement computes, whose logarithm may be rounded up. */
  private static int level(long length) {
    int bits = 64 - Long.numberOfLeadingZeros(length);
    return (bits + 3) / 3;
  }

  private int size(String relation, String query) {
    long rows = database.number(query);
    if (SpanIndex.bytes(rows) > JavaHeap.share() || rows > SpanIndex.MOST_SPANS) {
      throw JavaHeap.tooSmall(
          "The index of %d spans of %s".formatted(rows, relation),
          SpanIndex.bytes(rows),
          ", or order span_join_algorithm: bins");
    }
    return (int) rows;
  }
}
