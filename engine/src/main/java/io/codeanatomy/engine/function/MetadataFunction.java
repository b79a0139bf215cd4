// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.function;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A function whose result is a relation: what the log says of the snapshot that an input is bound
 * to. It stands where a view, a parameter template or the join graph names a relation, never in an
 * expression.
 *
 * @param name as it is called, lower case
 * @param meaning one paragraph; its first sentence stands alone in lists
 * @param columns the row type of the relation, in order
 */
public record MetadataFunction(String name, String meaning, List<Column> columns) {

  private static final String VARCHAR = "varchar";
  private static final String BIGINT = "bigint";
  private static final String TEXTS = "list(varchar)";

  /** All of them; there are no others. */
  public static final List<MetadataFunction> ALL =
      List.of(
          new MetadataFunction(
              "delta_files",
              "The live data files of the snapshot that an input is bound to, one row each. Reads"
                  + " the log of the table, and none of its rows.",
              List.of(
                  new Column(
                      "path",
                      VARCHAR,
                      "as in the log: a URI, in general relative to the table's folder"),
                  new Column("size_bytes", BIGINT, "the size of the file"),
                  new Column(
                      "row_count",
                      BIGINT,
                      "the rows in the file, deleted ones included; NULL if the log does not know"),
                  new Column(
                      "partition_values",
                      "map(varchar, varchar)",
                      "by column name, as Delta writes them"),
                  new Column("statistics", VARCHAR, "JSON, as in the log; NULL if it has none"),
                  new Column(
                      "deleted_rows", BIGINT, "the rows that a deletion vector takes away"))),
          new MetadataFunction(
              "delta_snapshot",
              "The snapshot that an input is bound to, in one row. Reads the log of the table, and"
                  + " none of its rows.",
              List.of(
                  new Column("version", BIGINT, "the version of the table"),
                  new Column(
                      "timestamp",
                      "timestamp",
                      "the in-commit timestamp, or where the table has none, the time of the log"
                          + " entry's file"),
                  new Column("schema", VARCHAR, "JSON, as in the log"),
                  new Column("min_reader_version", "integer", "of the table's protocol"),
                  new Column("min_writer_version", "integer", "of the table's protocol"),
                  new Column("reader_features", TEXTS, "sorted"),
                  new Column("writer_features", TEXTS, "sorted"),
                  new Column("properties", "map(varchar, varchar)", "the properties of the table"),
                  new Column("partition_columns", TEXTS, "in the order of the table"))));

  public MetadataFunction {
    columns = List.copyOf(columns);
  }

  /** A column of the relation; its type as SQL spells it. */
  public record Column(String name, String type, String meaning) {}

  /** How it is written; there is no white space between the parentheses. */
  public String signature() {
    return name + "(input) → relation";
  }

  /** The first sentence of the meaning. */
  public String summary() {
    return meaning.substring(0, meaning.indexOf(". ") + 1);
  }

  /** The one of this name, in any case. */
  public static Optional<MetadataFunction> named(String name) {
    return ALL.stream().filter(f -> f.name().equals(name.toLowerCase(Locale.ROOT))).findFirst();
  }
}
