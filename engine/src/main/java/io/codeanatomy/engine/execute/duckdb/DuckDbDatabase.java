// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import io.codeanatomy.engine.execute.ExecutionConfig;
import io.codeanatomy.engine.execute.ExecutionException;
import io.codeanatomy.engine.execute.ExecutionException.Reason;
import io.codeanatomy.engine.execute.Folders;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBDriver;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/**
 * A private in-memory database that sees only the folders it was given. Used by one thread, except
 * for {@link #cancel}.
 *
 * <p>The catalog is kept in memory and not in a file: 20 million rows of 9 columns under a limit of
 * 2 GB were materialised in 3.4 s in memory (spilling 1.5 GB) and in 9.7 to 15.7 s in a file, which
 * is compressed as it is written; the process stayed within 2.4 GB and 2.1 GB. See {@code
 * docs/decisions/0005-duckdb-catalog-in-memory.md}.
 */
final class DuckDbDatabase implements AutoCloseable {

  private static final long CANCEL_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** Several for each level of an expression of the language, whose levels are bounded. */
  private static final int MOST_EXPRESSION_DEPTH = 20_000;

  private static final long SMALL_POOL = 1L << 30;
  private static final long MOST_RESERVED = 384L << 20;

  private static volatile @Nullable String version;

  private final DuckDBConnection connection;
  private volatile @Nullable Statement running;
  private volatile boolean cancelled;

  private DuckDbDatabase(DuckDBConnection connection) {
    this.connection = connection;
  }

  /** Whether rows come out of a table or file in the order in which they are in it. */
  enum InsertionOrder {
    KEPT("true"),
    /** Saves memory and time. */
    FREE("false");

    private final String setting;

    InsertionOrder(String setting) {
      this.setting = setting;
    }
  }

  /** Opens a database and locks it into its sandbox. */
  static DuckDbDatabase open(ExecutionConfig config, InsertionOrder order) {
    DuckDBConnection connection;
    try {
      // Not by way of DriverManager, which would load every driver that is on the class path.
      connection = (DuckDBConnection) new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
    } catch (SQLException e) {
      throw DuckDbErrors.of(e);
    }
    DuckDbDatabase database = new DuckDbDatabase(connection);
    try {
      TextFunction.register(connection);
      DuckDbExactSum.register(connection);
      for (String setting : settings(config, order)) {
        database.execute("SET " + setting);
      }
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
    return database;
  }

  /** Another connection to the same database, which closes when the last of them does. */
  DuckDbDatabase duplicate() {
    try {
      return new DuckDbDatabase(connection.duplicate());
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** The version of the engine, not of its driver; a process has one, and asks once. */
  static String version() {
    String known = version;
    if (known == null) {
      known = askVersion();
      version = known;
    }
    return known;
  }

  private static String askVersion() {
    try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT version()")) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw DuckDbErrors.of(e);
    }
  }

  /** The order matters: nothing can be set after the last one. */
  private static List<String> settings(ExecutionConfig config, InsertionOrder order) {
    return List.of(
        "threads=" + config.threads(),
        "memory_limit='" + buffers(config.memoryBytes()) + "B'",
        "temp_directory=" + Sql.path(config.scratch().toAbsolutePath()),
        "preserve_insertion_order=" + order.setting,
        "enable_progress_bar=false",
        "max_expression_depth=" + MOST_EXPRESSION_DEPTH,
        "TimeZone='UTC'",
        "autoinstall_known_extensions=false",
        "autoload_known_extensions=false",
        "allowed_directories=" + allowed(config),
        "enable_external_access=false",
        "lock_configuration=true");
  }

  /**
   * The part of the memory pool that DuckDB may account for. It takes more than it accounts for:
   * for the graph of the JDK, in a pool of 2 GB, up to 0.9 GB. A small pool is left as it is, for
   * what cannot spill needs all of it.
   */
  private static long buffers(long pool) {
    long above = Math.max(0, pool - SMALL_POOL);
    return pool - Math.min(MOST_RESERVED, above / 8 * 3);
  }

  /** Both spellings of a folder that is reached by a symbolic link. */
  private static String allowed(ExecutionConfig config) {
    Set<Path> folders = new LinkedHashSet<>();
    Stream.of(config.readable(), config.writable(), List.of(config.scratch()))
        .flatMap(List::stream)
        .forEach(
            folder -> {
              folders.add(folder.toAbsolutePath().normalize());
              folders.add(Folders.real(folder));
            });
    return folders.stream().map(Sql::path).collect(Collectors.joining(", ", "[", "]"));
  }

  /** Gives the database its table function for closures. */
  ClosureFunction registerClosure() {
    return ClosureFunction.register(connection);
  }

  /** Gives the database the function that asks indexes on spans. */
  SpanProbe registerProbe() {
    return SpanProbe.register(connection);
  }

  /** Gives the database the table function that lists nested spans. */
  void registerPairs(SpanProbe indexes) {
    SpanPairs.register(connection, indexes);
  }

  /** Gives the database a relation that can be planned with, but not read. */
  void register(StandIn relation) {
    relation.register(connection);
  }

  /** Executes a statement whose result, if it has one, says nothing. */
  void execute(String sql) {
    run(statement -> statement.execute(sql));
  }

  /** Executes a statement and reads its rows, of which there must be few. */
  <T> T query(String sql, RowReader<T> reader) {
    return run(
        statement -> {
          try (ResultSet rows = statement.executeQuery(sql)) {
            return reader.read(rows);
          }
        });
  }

  /** The number that a query of one row and one column gives. */
  long number(String query) {
    return query(
        query,
        rows -> {
          rows.next();
          return rows.getLong(1);
        });
  }

  /**
   * Reads rows of BIGINTs without NULLs, many of them.
   *
   * @param rows how many there must be: the driver's streams end silently where a query fails
   * @param reader is given one array for all rows
   */
  void readLongs(String sql, long rows, LongRowReader reader) {
    refuseIfCancelled();
    try (DuckDBPreparedStatement statement =
            (DuckDBPreparedStatement) connection.prepareStatement(sql);
        DuckDBChunkedResult result = statement.query()) {
      running = statement;
      long[] row = new long[(int) result.columnCount()];
      long read = 0;
      while (result.nextChunk()) {
        DuckDBDataChunkReader chunk = result.chunk();
        DuckDBReadableVector[] columns = new DuckDBReadableVector[row.length];
        for (int i = 0; i < row.length; i++) {
          columns[i] = chunk.vector(i);
        }
        long count = chunk.rowCount();
        for (long at = 0; at < count; at++) {
          for (int i = 0; i < row.length; i++) {
            row[i] = columns[i].getLong(at);
          }
          reader.read(row);
        }
        read += count;
      }
      if (read != rows) {
        throw new SQLException("%d of %d rows came".formatted(read, rows));
      }
    } catch (SQLException e) {
      throw failed(e);
    } finally {
      running = null;
    }
  }

  /** Executes a statement that gives no result at all in some cases. */
  <T> T queryOr(T otherwise, String sql, RowReader<T> reader) {
    return run(
        statement -> {
          if (!statement.execute(sql)) {
            return otherwise;
          }
          try (ResultSet rows = statement.getResultSet()) {
            return reader.read(rows);
          }
        });
  }

  /** The names of a query's columns. */
  List<String> columns(String sql) {
    return query(
        "DESCRIBE " + sql,
        rows -> {
          List<String> names = new ArrayList<>();
          while (rows.next()) {
            names.add(rows.getString(1));
          }
          return List.copyOf(names);
        });
  }

  /** An appender to a table; the caller closes it. */
  DuckDBAppender appender(String schema, String table) {
    refuseIfCancelled();
    try {
      return connection.createAppender(schema, table);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Stops what runs and whatever would still come. Returns when nothing runs any more. */
  void cancel() {
    cancelled = true;
    long deadline = System.nanoTime() + CANCEL_PATIENCE_NANOS;
    // An interrupt that comes before the statement has really begun is lost, so: until it is gone.
    for (Statement statement = running;
        statement != null && System.nanoTime() < deadline;
        statement = running) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        // It was closed meanwhile, which is what we want.
        return;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw DuckDbErrors.of(e);
    }
  }

  /** A statement is closed by its failure, so every one is a new one. */
  private <T> T run(Work<T> work) {
    refuseIfCancelled();
    try (Statement statement = connection.createStatement()) {
      running = statement;
      return work.on(statement);
    } catch (SQLException e) {
      throw failed(e);
    } finally {
      running = null;
    }
  }

  /** The failure as ours; whatever fails after a cancel fails because of it. */
  ExecutionException failed(Throwable failure) {
    return cancelled
        ? new ExecutionException(Reason.CANCELLED, "The execution was cancelled.", failure)
        : DuckDbErrors.of(failure);
  }

  private void refuseIfCancelled() {
    if (cancelled) {
      throw new ExecutionException(
          Reason.CANCELLED, "The execution was cancelled.", new InterruptedException());
    }
  }

  /** Reads the rows of a result. */
  interface RowReader<T> {
    T read(ResultSet rows) throws SQLException;
  }

  /** Reads a row of numbers. */
  interface LongRowReader {
    void read(long[] row);
  }

  private interface Work<T> {
    T on(Statement statement) throws SQLException;
  }
}
