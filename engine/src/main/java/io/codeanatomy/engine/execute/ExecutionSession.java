// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute;

import io.codeanatomy.delta.ChangeFile;
import io.codeanatomy.delta.ScanFile;
import io.codeanatomy.delta.Snapshot;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.plan.Fragment;
import io.codeanatomy.engine.plan.GroupParts;
import io.codeanatomy.engine.plan.SpanIndexing;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One run on an execution engine. The SQL that it takes is of the engine's own dialect and reads
 * relations by name. Used by one thread, except for {@link #cancel}.
 *
 * <p>Failures are {@link ExecutionException}s whose message is the engine's own, cleaned of
 * wrappers.
 */
public interface ExecutionSession extends AutoCloseable {

  /** Makes the given files of a snapshot readable as a relation of the snapshot's row type. */
  void bind(String relation, Snapshot snapshot, List<ScanFile> files, Lineage lineage);

  /**
   * Makes the files of changed rows of a table readable as a relation: the columns of the
   * snapshot's row type, {@code _change_type}, {@code _commit_version} and {@code
   * _commit_timestamp}.
   *
   * @param snapshot gives the row type
   */
  void bindChanges(String relation, Snapshot snapshot, List<ChangeFile> files);

  /**
   * Makes staged files readable as a relation, as they are on the disk.
   *
   * @param schema the row type that they were staged in
   * @param partitionColumns the columns that are in no file
   */
  void bindStaged(
      String relation, List<StagedFile> files, Schema schema, List<String> partitionColumns);

  /**
   * Makes rows readable as a relation.
   *
   * @param rows per row the values of the columns in order: {@code Integer}, {@code Long}, {@code
   *     String}, {@code Instant}, a {@code List} or a {@code Map} of these; null for NULL
   */
  void bindRows(String relation, Schema schema, List<List<@Nullable Object>> rows);

  /**
   * Computes a query once and keeps its rows as a relation.
   *
   * @return the number of rows
   */
  long materialize(String relation, String sql);

  /**
   * Computes a transitive closure once and keeps its pairs as a relation: every pair of nodes of
   * which the first leads to the second, each once. Edges with NULL at an end are skipped.
   *
   * @param edges a query of two columns of one type: where an edge begins and where it ends
   * @param schema the columns of the relation: the two nodes, of the type of the edges' columns,
   *     and as a third, if it is there, the length of the shortest path
   * @param maxDepth the length of the longest path to follow; empty for any
   * @return the number of pairs
   */
  long materializeClosure(String relation, String edges, Schema schema, OptionalLong maxDepth);

  /**
   * Computes groups once and keeps them as a relation: their rows are divided by the hash of their
   * keys, and the groups made of so many parts at a time as fit in memory.
   *
   * @param statement what gives the rows, and what groups them
   * @param schema the columns of the relation
   * @return the number of groups
   */
  long materializeGroups(
      String relation, GroupsStatement statement, Schema schema, GroupParts parts);

  /**
   * Computes a query once and keeps its rows as a relation, with an index on their spans that
   * {@link #statements} makes use of. Rows with NULL as a key or a bound are left out.
   *
   * @param rows a query of the columns of the row type, in order
   * @param schema the columns of the relation
   * @return the number of rows that are kept
   */
  long indexSpans(String relation, String rows, Schema schema, SpanIndexing indexing);

  /**
   * The statements of which each computes a fragment, the fastest first, for the indexes that there
   * are. All but the last may fail with {@link ExecutionException.Reason#UNFIT} where the data are
   * not as they take them to be; then the next one is to be tried. Each is made when it is asked
   * for.
   */
  Stream<String> statements(Fragment fragment);

  /**
   * Computes a query and writes its rows as Parquet files into a folder: the columns of the row
   * type in its order, by position, each cast to its type; partition columns are left out of the
   * files.
   *
   * @return the files, none of them empty
   */
  List<StagedFile> stage(String sql, Schema schema, List<String> partitionColumns, Path folder);

  /**
   * Stages a relation that is kept without computing anything, if its rows are in Parquet files of
   * exactly these columns already.
   *
   * @return the files, in the folder; empty if the rows are anywhere else
   */
  Optional<List<StagedFile>> stageKept(String relation, Schema schema, Path folder);

  /**
   * Digests the rows of a relation that is bound or materialised.
   *
   * @param schema the columns to digest, with their types; the relation has them under their names
   */
  RowDigest digest(String relation, Schema schema);

  /**
   * Computes a query and gives its first rows as text, in the order of all columns, and how many
   * there are in all.
   *
   * @param limit the most rows to give
   */
  Sample sample(String sql, int limit);

  /** Forgets a materialised relation and frees what it held. */
  void drop(String relation);

  /**
   * Makes a relation known that a run would compute by an earlier step, so that {@link #explain}
   * can plan the statements that read it. It has no rows to give.
   *
   * @param rows about how many it would have
   */
  void declare(String relation, Schema schema, long rows);

  /**
   * As {@link #declare}, of a relation with an index on its spans, which are taken to nest.
   *
   * @param rows about how many it would have
   */
  void declareIndex(String relation, Schema schema, SpanIndexing indexing, long rows);

  /**
   * How the engine itself would execute a query; the query is planned and not executed.
   *
   * @return an operator a line, two blanks deeper than the one that it is an input of; what a line
   *     says is the engine's own
   */
  List<String> explain(String sql);

  /** Stops what runs, from another thread; that call then fails. */
  void cancel();

  @Override
  void close();

  /** Whether a bound relation carries {@code __source_file}. */
  enum Lineage {
    NONE,
    SOURCE_FILE
  }

  /**
   * A statement of groups in two.
   *
   * @param rows a query of the rows that are grouped
   * @param rowsName what the groups call the rows
   * @param isSelection whether the rows are those of one relation, each looked at by itself, so
   *     that they may be read several times
   * @param groups a query of the columns of the relation over the rows
   */
  record GroupsStatement(String rows, String rowsName, boolean isSelection, String groups) {}

  /**
   * Some rows of a query.
   *
   * @param rowCount the number of rows of the whole query
   * @param rows the first rows, each by column name in order; NULL is the text {@code NULL}
   */
  record Sample(long rowCount, List<Map<String, String>> rows) {}
}
