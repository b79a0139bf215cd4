// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.engine.execute.ExecutionSession.GroupsStatement;
import io.codeanatomy.engine.execute.Folders;
import io.codeanatomy.engine.plan.GroupParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Groups that are made of a part of their rows at a time, since the states of list aggregates
 * cannot leave DuckDB's memory: everything else of an aggregate spills.
 *
 * <p>Rows and groups are Parquet files in the scratch folder and not tables, which would be written
 * to the disk and read back as the memory wants it. Of 18.8 million edges, 7.5 million lists were
 * made so in 34 s under 2 GB (parting 9 s), in 46 s with the rows in a table sorted by part.
 */
final class DuckDbGroups {

  /** The share of the memory that the states of groups may take; the rest reads and writes. */
  private static final double SHARE = 1.0 / 3;

  /** The column of a row's part, in quotes. Names of other columns hold no blanks. */
  private static final String PART = "\"row part\"";

  private static final String FORMAT = "FORMAT parquet, COMPRESSION lz4";

  private final DuckDbDatabase database;
  private final Path scratch;
  private final double stateBytes;
  private final Map<String, Path> folders = new TreeMap<>();

  DuckDbGroups(DuckDbDatabase database, Path scratch, long memoryBytes) {
    this.database = database;
    this.scratch = scratch;
    this.stateBytes = memoryBytes * SHARE;
  }

  /** Rows that are grouped at once. */
  private record Turn(List<Path> files, long rows) {

    static final Turn NONE = new Turn(List.of(), 0);

    Turn with(Turn other) {
      return new Turn(
          Stream.concat(files.stream(), other.files.stream()).toList(), rows + other.rows);
    }
  }

  /** Makes a relation of groups and returns how many there are. */
  long create(String relation, GroupsStatement statement, GroupParts parts) {
    Path folder = scratch.toAbsolutePath().resolve("groups-" + folders.size());
    folders.put(relation, folder);
    String input = Sql.identifier(statement.rowsName());
    try {
      Path groups = Files.createDirectories(folder.resolve("groups"));
      // What the first turn reads if there are no rows at all.
      database.execute(
          "CREATE VIEW " + input + " AS SELECT * FROM (" + statement.rows() + ") LIMIT 0");
      List<Turn> turns =
          turns(parted(statement.rows(), parts, folder.resolve("rows")), parts.rowBytes());
      long count = 0;
      for (int i = 0; i < turns.size(); i++) {
        Turn turn = turns.get(i);
        if (turn.rows() > 0) {
          view(input, turn.files());
        }
        Path file = groups.resolve(i + ".parquet");
        count += write(statement.groups(), file);
        for (Path used : turn.files()) {
          Files.delete(used);
        }
      }
      database.execute("DROP VIEW " + input);
      view(
          Sql.identifier(relation),
          IntStream.range(0, turns.size()).mapToObj(i -> groups.resolve(i + ".parquet")).toList());
      return count;
    } catch (IOException e) {
      throw DuckDbErrors.ofFile(e);
    }
  }

  private long write(String query, Path file) {
    return database.queryOr(
        0L,
        "COPY (" + query + ") TO " + Sql.path(file) + " (" + FORMAT + ", RETURN_STATS)",
        files -> files.next() ? files.getLong("count") : 0L);
  }

  /** The rows of each part as files, in the order of the parts; those without rows are left out. */
  private List<Turn> parted(String rows, GroupParts parts, Path folder) {
    String keys = parts.keys().stream().map(Sql::identifier).collect(Collectors.joining(", "));
    String sql =
        "COPY (SELECT *, CAST(hash(%s) %% %d AS INTEGER) AS %s FROM (%s)) TO %s (%s, PARTITION_BY (%s), RETURN_STATS)"
            .formatted(keys, parts.count(), PART, rows, Sql.path(folder), FORMAT, PART);
    return database.queryOr(
        List.of(),
        sql,
        files -> {
          Map<String, Turn> byPart = new TreeMap<>();
          while (files.next()) {
            Path file = Path.of(files.getString("filename"));
            byPart.merge(
                String.valueOf(file.getParent()),
                new Turn(List.of(file), files.getLong("count")),
                Turn::with);
          }
          return List.copyOf(byPart.values());
        });
  }

  /** As many parts at a time as fit, but always one. */
  private List<Turn> turns(List<Turn> parts, long rowBytes) {
    List<Turn> turns = new ArrayList<>();
    Turn open = Turn.NONE;
    for (Turn part : parts) {
      if (open.rows() > 0 && (open.rows() + part.rows()) * (double) rowBytes > stateBytes) {
        turns.add(open);
        open = Turn.NONE;
      }
      open = open.with(part);
    }
    turns.add(open);
    return turns;
  }

  private void view(String name, List<Path> files) {
    database.execute(
        "CREATE OR REPLACE VIEW %s AS SELECT * FROM read_parquet(%s, hive_partitioning = false)"
            .formatted(name, Sql.patterns(files)));
  }

  /** Whether the relation is one of groups, which is gone then. */
  boolean drop(String relation) {
    Path folder = folders.get(relation);
    if (folder == null) {
      return false;
    }
    database.execute("DROP VIEW " + Sql.identifier(relation));
    try {
      Folders.remove(folder);
    } catch (IOException e) {
      throw DuckDbErrors.ofFile(e);
    }
    return true;
  }
}
