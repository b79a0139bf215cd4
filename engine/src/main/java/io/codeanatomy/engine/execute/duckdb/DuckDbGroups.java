// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.codeanatomy.engine.execute.ExecutionException;
import io.codeanatomy.engine.execute.ExecutionSession.GroupsStatement;
import io.codeanatomy.engine.execute.Folders;
import io.codeanatomy.engine.execute.StagedFile;
import io.codeanatomy.engine.execute.duckdb.DuckDbDatabase.InsertionOrder;
import io.codeanatomy.engine.plan.GroupParts;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Groups that are made of a part of their rows at a time, since the states of list aggregates
 * cannot leave DuckDB's memory: everything else of an aggregate spills.
 *
 * <p>Rows and groups are Parquet files in the scratch folder and not tables, which would be written
 * to the disk and read back as the memory wants it. See {@code
 * docs/decisions/0013-lists-in-parts.md}.
 */
final class DuckDbGroups {

  /** The share of the memory that the states of groups may take; the rest reads and writes. */
  private static final double SHARE = 1.0 / 3;

  /** More turns than these read their rows from files: to divide them costs some readings. */
  private static final int MOST_READS = 4;

  /** The column of a row's part, in quotes. Names of other columns hold no blanks. */
  private static final String PART = "\"row part\"";

  private final DuckDbDatabase database;
  private final Path scratch;
  private final double stateBytes;
  private final Map<String, Groups> kept = new TreeMap<>();

  DuckDbGroups(DuckDbDatabase database, Path scratch, long memoryBytes) {
    this.database = database;
    this.scratch = scratch;
    this.stateBytes = memoryBytes * SHARE;
  }

  /** A relation of groups, in files as an output has them. */
  private record Groups(Path folder, Schema schema, List<StagedFile> files) {

    /** Whether columns, names and types are these; what may be NULL is not in the files. */
    boolean isOf(Schema other) {
      return schema.names().equals(other.names())
          && schema.fields().stream()
              .map(Field::type)
              .toList()
              .equals(other.fields().stream().map(Field::type).toList());
    }
  }

  /**
   * Rows that are grouped at once: those of some parts that follow each other.
   *
   * @param files that have them; none if they are read from where they come
   */
  private record Turn(int firstPart, int lastPart, long rows, List<Path> files) {

    static final Turn NONE = new Turn(0, 0, 0, List.of());

    Turn with(Turn other) {
      return new Turn(
          rows == 0 ? other.firstPart : Math.min(firstPart, other.firstPart),
          Math.max(lastPart, other.lastPart),
          rows + other.rows,
          Stream.concat(files.stream(), other.files.stream()).toList());
    }
  }

  /**
   * Makes a relation of groups.
   *
   * @param number distinguishes its helper tables from those of all others
   * @return how many groups there are
   */
  long create(
      String relation, GroupsStatement statement, Schema schema, GroupParts parts, int number) {
    Path folder = scratch.toAbsolutePath().resolve("groups-" + number);
    String input = Sql.identifier(statement.rowsName());
    ParquetStage stage = new ParquetStage(database, schema, List.of(), InsertionOrder.FREE);
    List<StagedFile> files = new ArrayList<>();
    try {
      Files.createDirectories(folder);
      List<Turn> turns = turns(statement, parts, folder.resolve("rows"));
      for (Turn turn : turns) {
        // A statement that was of no use for the data has left one behind.
        database.execute(
            "CREATE OR REPLACE VIEW "
                + input
                + " AS "
                + query(turn, turns, statement.rows(), parts));
        files.addAll(stage.write(statement.groups(), folder));
        for (Path used : turn.files()) {
          Files.delete(used);
        }
      }
    } catch (IOException e) {
      ExecutionException failure = DuckDbErrors.ofFile(e);
      Folders.removeAfter(failure, folder);
      throw failure;
    } catch (RuntimeException e) {
      Folders.removeAfter(e, folder);
      throw e;
    }
    database.execute("DROP VIEW " + input);
    new StagedBinding(database, schema, List.of()).create(relation, files, number);
    kept.put(relation, new Groups(folder, schema, files));
    return files.stream().mapToLong(StagedFile::rows).sum();
  }

  /** Stages the files of groups as they are; empty if these are no groups of these columns. */
  Optional<List<StagedFile>> stage(String relation, Schema schema, Path folder) {
    Groups groups = kept.get(relation);
    if (groups == null || !groups.isOf(schema)) {
      return Optional.empty();
    }
    List<StagedFile> staged = new ArrayList<>();
    try {
      for (StagedFile file : groups.files()) {
        Path target = folder.resolve(file.path().getFileName().toString());
        linkOrCopy(file.path(), target);
        staged.add(new StagedFile(target, file.rows(), Map.of()));
      }
    } catch (IOException e) {
      throw DuckDbErrors.ofFile(e);
    }
    return Optional.of(staged);
  }

  private static void linkOrCopy(Path file, Path target) throws IOException {
    try {
      Files.createLink(target, file);
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.copy(file, target);
    }
  }

  /**
   * What is grouped in turn. Rows that are easily read again are so, while that takes few turns;
   * others are divided into files.
   */
  private List<Turn> turns(GroupsStatement statement, GroupParts parts, Path folder) {
    if (statement.isSelection()) {
      List<Turn> turns = together(counted(statement.rows(), parts), parts);
      if (turns.size() <= MOST_READS) {
        return turns;
      }
    }
    return together(parted(statement.rows(), parts, folder), parts);
  }

  /** The rows of each part, where they come from. */
  private List<Turn> counted(String rows, GroupParts parts) {
    return database.query(
        "SELECT %s AS part, count(*) FROM (%s) GROUP BY part ORDER BY part"
            .formatted(part(parts), rows),
        counts -> {
          List<Turn> turns = new ArrayList<>();
          while (counts.next()) {
            int part = counts.getInt(1);
            turns.add(new Turn(part, part, counts.getLong(2), List.of()));
          }
          return turns;
        });
  }

  /** The rows of each part as files. */
  private List<Turn> parted(String rows, GroupParts parts, Path folder) {
    String sql =
        """
        COPY (SELECT *, %s AS %s FROM (%s))
        TO %s (FORMAT parquet, COMPRESSION uncompressed, PARTITION_BY (%s), RETURN_STATS)"""
            .formatted(part(parts), PART, rows, Sql.path(folder), PART);
    return database.queryOr(
        List.of(),
        sql,
        files -> {
          Map<String, Turn> byPart = new TreeMap<>();
          while (files.next()) {
            Path file = Path.of(files.getString("filename"));
            byPart.merge(
                String.valueOf(file.getParent()),
                new Turn(0, 0, files.getLong("count"), List.of(file)),
                Turn::with);
          }
          return List.copyOf(byPart.values());
        });
  }

  /** The part that a row belongs to, as an expression. */
  private static String part(GroupParts parts) {
    String keys = parts.keys().stream().map(Sql::identifier).collect(Collectors.joining(", "));
    return "CAST(hash(%s) %% %d AS INTEGER)".formatted(keys, parts.count());
  }

  /** As many parts at a time as fit, but always one; a turn without rows if there are none. */
  private List<Turn> together(List<Turn> divided, GroupParts parts) {
    List<Turn> turns = new ArrayList<>();
    Turn open = Turn.NONE;
    for (Turn part : divided) {
      double bytes = (double) parts.rowBytes() * (open.rows() + part.rows());
      if (open.rows() > 0 && bytes > stateBytes) {
        turns.add(open);
        open = Turn.NONE;
      }
      open = open.with(part);
    }
    turns.add(open);
    return turns;
  }

  private static String query(Turn turn, List<Turn> turns, String rows, GroupParts parts) {
    if (turn.rows() == 0) {
      return "SELECT * FROM (" + rows + ") LIMIT 0";
    }
    if (!turn.files().isEmpty()) {
      return "SELECT * FROM read_parquet(%s, hive_partitioning = false)"
          .formatted(Sql.patterns(turn.files()));
    }
    return turns.size() == 1
        ? rows
        : "SELECT * FROM (%s) WHERE %s BETWEEN %d AND %d"
            .formatted(rows, part(parts), turn.firstPart(), turn.lastPart());
  }

  /** Whether the relation is one of groups, which is gone then. */
  boolean drop(String relation) {
    Groups groups = kept.remove(relation);
    if (groups == null) {
      return false;
    }
    database.execute("DROP VIEW " + Sql.identifier(relation));
    try {
      Folders.remove(groups.folder());
    } catch (IOException e) {
      throw DuckDbErrors.ofFile(e);
    }
    return true;
  }
}
