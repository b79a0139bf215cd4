// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.execute.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What DuckDB must keep doing for us. An upgrade that breaks one of these breaks the engine, here
 * with a name.
 */
class DuckDbContractTest {

  @TempDir Path folder;
  private DuckDBConnection connection;

  @BeforeEach
  void open() throws SQLException {
    connection = (DuckDBConnection) new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
    execute("SET threads = 2");
    execute("SET TimeZone = 'UTC'");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void theExtensionsThatWeNeedAreBuiltIn() throws SQLException {
    assertThat(rows("SELECT extension_name FROM duckdb_extensions() WHERE loaded ORDER BY 1"))
        .contains("core_functions", "icu", "json", "parquet");
  }

  @Test
  void aDeclaredSchemaRenamesReordersWidensAndFillsMissingColumns() throws SQLException {
    execute(
        "COPY (SELECT 1::INTEGER AS a, 'x' AS b) TO '" + file("1.parquet") + "' (FORMAT parquet)");
    execute("COPY (SELECT 'y' AS b) TO '" + file("2.parquet") + "' (FORMAT parquet)");
    String scan =
        "read_parquet(['%s', '%s'], schema = MAP {'b': {name: 'c1', type: 'VARCHAR', default_value: NULL}, 'a': {name: 'c0', type: 'BIGINT', default_value: NULL}}, hive_partitioning = false)"
            .formatted(file("1.parquet"), file("2.parquet"));
    assertThat(rows("SELECT * FROM " + scan + " ORDER BY c1")).containsExactly("x|1", "y|null");
    assertThat(
            rows(
                "SELECT file_index, file_row_number, typeof(file_index), typeof(c0), filename LIKE '%.parquet' FROM "
                    + scan
                    + " ORDER BY 1"))
        .containsExactly("0|0|UBIGINT|BIGINT|true", "1|0|UBIGINT|BIGINT|true");
  }

  @Test
  void aBracketAroundASpecialCharacterReadsAFileOfThatName() throws SQLException {
    execute("COPY (SELECT 1 AS a) TO '" + file("a*[1]?.parquet") + "' (FORMAT parquet)");
    assertThat(rows("SELECT a FROM read_parquet([" + Sql.pattern(file("a*[1]?.parquet")) + "])"))
        .containsExactly("1");
  }

  @Test
  void writingTellsFilesRowsAndPartitionKeysWithRealNulls() throws SQLException {
    String copy =
        "COPY (SELECT * FROM (VALUES (1, 'a/b'), (2, NULL), (3, '__HIVE_DEFAULT_PARTITION__')) t(i, p)) TO '"
            + file("parts")
            + "' (FORMAT parquet, PARTITION_BY (p), RETURN_STATS, FILENAME_PATTERN 'part-{uuid}')";
    try (Statement statement = connection.createStatement();
        ResultSet files = statement.executeQuery(copy)) {
      List<String> found = new ArrayList<>();
      while (files.next()) {
        assertThat(Path.of(files.getString("filename"))).isRegularFile();
        found.add(files.getLong("count") + " " + files.getObject("partition_keys"));
      }
      assertThat(found)
          .containsExactlyInAnyOrder("1 {p=a/b}", "1 {p=null}", "1 {p=__HIVE_DEFAULT_PARTITION__}");
    }
  }

  @Test
  void aSumOfWholeNumbersIsWrittenAsDoubleUnlessItIsCast() throws SQLException {
    execute(
        "COPY (SELECT sum(i) AS s FROM range(3) t(i)) TO '"
            + file("sum.parquet")
            + "' (FORMAT parquet)");
    assertThat(rows("SELECT typeof(s) FROM read_parquet('" + file("sum.parquet") + "')"))
        .containsExactly("DOUBLE");
  }

  @Test
  void oneFileKeepsTheOrderOfTheTable() throws SQLException {
    execute("CREATE TABLE t AS SELECT i FROM range(1000000) t(i)");
    execute("COPY (SELECT i FROM t) TO '" + file("ordered.parquet") + "' (FORMAT parquet)");
    assertThat(
            rows(
                "SELECT count(*) FROM read_parquet('"
                    + file("ordered.parquet")
                    + "') WHERE i <> file_row_number"))
        .containsExactly("0");
  }

  @Test
  void rowsOfASortedQueryAreNumberedInItsOrderWhereOrderIsNotKept() throws SQLException {
    execute("SET preserve_insertion_order = false");
    execute("SET threads = 4");
    execute("CREATE TABLE rows AS SELECT hash(i) AS h, i FROM range(1000000) AS r(i)");
    execute(
        """
        CREATE TABLE numbered AS SELECT *, row_number() OVER () - 1 AS n FROM (
        SELECT * FROM rows WHERE i % 3 > 0 ORDER BY h % 1000, i)""");
    assertThat(
            rows(
                """
                SELECT count(*) FROM numbered JOIN (
                SELECT i, row_number() OVER (ORDER BY h % 1000, i) - 1 AS n FROM numbered) AS w
                USING (i, n)"""))
        .containsExactly("666666");
  }

  @Test
  void theSandboxHoldsAgainstPathsLinksAndSettings() throws Exception {
    Path inside = Files.createDirectories(folder.resolve("inside"));
    Path outside = Files.createDirectories(folder.resolve("outside"));
    execute("COPY (SELECT 1 AS a) TO '" + outside.resolve("x.parquet") + "' (FORMAT parquet)");
    Files.createSymbolicLink(inside.resolve("link"), outside);
    execute("SET allowed_directories = ['" + inside + "']");
    execute("SET enable_external_access = false");
    execute("SET lock_configuration = true");
    execute("COPY (SELECT 1 AS a) TO '" + inside.resolve("x.parquet") + "' (FORMAT parquet)");
    for (String refused :
        List.of(
            "FROM read_parquet('" + outside.resolve("x.parquet") + "')",
            "FROM read_parquet('" + inside.resolve("link/x.parquet") + "')",
            "FROM read_parquet('" + inside + "/../outside/x.parquet')",
            "COPY (SELECT 1) TO '" + inside.resolve("link/y.parquet") + "' (FORMAT parquet)",
            "ATTACH '" + outside.resolve("db") + "'",
            "SET threads = 1",
            "INSTALL httpfs",
            "SET enable_external_access = true")) {
      assertThatThrownBy(() -> execute(refused)).as(refused).isInstanceOf(SQLException.class);
    }
    assertThat(outside.resolve("y.parquet")).doesNotExist();
  }

  @Test
  void anErrorsTextBeginsWithItsKindPerhapsWrapped() {
    assertThatThrownBy(() -> execute("SELECT CAST('x' AS INTEGER)"))
        .satisfies(
            e ->
                assertThat(DuckDbErrors.message(e.getMessage()))
                    .startsWith("Conversion Error: Could not convert string 'x' to INT32"));
    assertThatThrownBy(() -> execute("SELECT * FROM missing"))
        .satisfies(
            e -> assertThat(DuckDbErrors.message(e.getMessage())).startsWith("Catalog Error: "));
  }

  @Test
  void aCancelledCopyFailsAndTheConnectionGoesOn() throws Exception {
    CompletableFuture<String> failure = new CompletableFuture<>();
    Statement statement = connection.createStatement();
    Thread worker =
        new Thread(
            () -> {
              try {
                statement.execute(
                    "COPY (SELECT a.i * b.i AS x FROM range(100000) a(i), range(100000) b(i)) TO '"
                        + file("never.parquet")
                        + "' (FORMAT parquet)");
                failure.complete("nothing failed");
              } catch (SQLException e) {
                failure.complete(e.getMessage());
              }
            });
    worker.start();
    Thread.sleep(200);
    statement.cancel();
    worker.join(10_000);
    assertThat(DuckDbErrors.message(failure.getNow("still running"))).startsWith("INTERRUPT Error");
    assertThat(rows("SELECT 1")).containsExactly("1");
  }

  @Test
  void anAppenderMayBeHandedFromThreadToThreadIfToldSo() throws Exception {
    execute("CREATE TABLE t (i BIGINT)");
    try (DuckDBAppender appender = connection.createAppender("t")) {
      assertThat(appender.unsafeBreakThreadConfinement()).isNotNull();
      Thread thread =
          new Thread(
              () -> {
                try {
                  appender.beginRow().append(1L).endRow();
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              });
      thread.start();
      thread.join();
      appender.beginRow().append(2L).endRow();
    }
    assertThat(rows("SELECT i FROM t")).containsExactly("1", "2");
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> rows(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(rows.getObject(i)));
        }
        found.add(String.join("|", row));
      }
      return found;
    }
  }
}
