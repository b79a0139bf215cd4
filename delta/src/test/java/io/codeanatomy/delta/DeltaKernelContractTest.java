// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import static io.codeanatomy.delta.HandMadeTable.field;
import static io.codeanatomy.delta.HandMadeTable.metaData;
import static io.codeanatomy.delta.HandMadeTable.protocol;
import static io.codeanatomy.delta.Tables.STORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.codeanatomy.delta.schema.DataType.Primitive;
import io.codeanatomy.delta.schema.Field;
import io.codeanatomy.delta.schema.Schema;
import io.delta.kernel.Meta;
import io.delta.kernel.Operation;
import io.delta.kernel.Transaction;
import io.delta.kernel.commit.CommitFailedException;
import io.delta.kernel.data.Row;
import io.delta.kernel.exceptions.MaxCommitRetryLimitReachedException;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.actions.CommitInfo;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.utils.CloseableIterable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What we rely on in Delta Kernel beyond its documented API. When one of these fails after an
 * upgrade, look at {@link KernelInternals}, {@link DescribingCommitter} and {@link TableCommit}.
 */
class DeltaKernelContractTest {

  private static final Schema SCHEMA = Schema.of(Field.nullable("id", Primitive.LONG));

  @TempDir Path folder;

  @Test
  void theKernelIsTheOneThatThisWasWrittenFor() {
    assertThat(Meta.KERNEL_VERSION).isEqualTo("4.4.0");
  }

  @Test
  void noCommitOfManyWritersIsLost() throws Exception {
    Path table = folder.resolve("t");
    STORE.commit(Tables.create(table, SCHEMA));
    long writers = 8;
    long commits = 8;
    ConcurrentSkipListSet<Long> claimed = new ConcurrentSkipListSet<>();
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int writer = 0; writer < writers; writer++) {
      tasks.add(
          () -> {
            for (int done = 0; done < commits; ) {
              Snapshot snapshot = STORE.latest(table);
              try {
                DataFile file =
                    STORE.inspect(
                        Files.copy(
                            template(), table.resolve("part-" + java.util.UUID.randomUUID())),
                        SCHEMA);
                long version = STORE.commit(Tables.append(snapshot, file)).version();
                assertThat(claimed.add(version)).as("version %d is claimed once", version).isTrue();
                done++;
              } catch (DeltaException e) {
                assertThat(e.reason()).as(e.getMessage()).isEqualTo(DeltaException.Reason.CONFLICT);
              }
            }
            return null;
          });
    }
    run(tasks);
    assertThat(claimed)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, writers * commits).boxed().toList());
    assertThat(KernelReader.rows(table)).hasSize(Math.toIntExact(writers * commits));
    try (var files = Files.list(table.resolve("_delta_log"))) {
      assertThat(files.map(Path::toString)).as("no leftovers").noneMatch(f -> f.endsWith(".tmp"));
    }
  }

  @Test
  void ofManyCreatorsOneWins() throws Exception {
    Path table = folder.resolve("t");
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      tasks.add(
          () -> {
            try {
              STORE.commit(Tables.create(table, SCHEMA));
              return 1;
            } catch (DeltaException e) {
              assertThat(e.reason()).as(e.getMessage()).isEqualTo(DeltaException.Reason.CONFLICT);
              return 0;
            }
          });
    }
    assertThat(run(tasks).stream().mapToInt(Integer::intValue).sum()).isEqualTo(1);
  }

  /** With the Kernel's default of retries, the overwrite would land and keep the other's rows. */
  @Test
  void withoutRetriesAnOverwriteSeesThatSomebodyAppended() throws IOException {
    LocalEngine engine = new LocalEngine();
    Path table = folder.resolve("t");
    KernelSnapshot snapshot =
        (KernelSnapshot) Tables.table(table, SCHEMA, "SELECT 1::BIGINT AS id");
    Transaction overwrite =
        snapshot
            .kernel()
            .buildUpdateTableTransaction("test", Operation.WRITE)
            .withMaxRetries(0)
            .build(engine);
    List<Row> removes =
        snapshot.scanFileRows().stream().map(KernelInternals::removeAction).toList();
    STORE.commit(
        Tables.append(
            snapshot, STORE.inspect(Tables.parquet(table, "SELECT 2::BIGINT AS id"), SCHEMA)));

    MaxCommitRetryLimitReachedException failure =
        catchThrowableOfType(
            MaxCommitRetryLimitReachedException.class,
            () ->
                overwrite.commit(
                    engine,
                    CloseableIterable.inMemoryIterable(LocalFileIO.closeable(removes.iterator()))));

    assertThat(failure).isNotNull();
    assertThat(failure.getCause())
        .isInstanceOfSatisfying(
            CommitFailedException.class, e -> assertThat(e.isConflict()).isTrue());
    assertThat(KernelFailures.committing(table, failure))
        .isInstanceOfSatisfying(
            DeltaException.class,
            e -> assertThat(e.reason()).isEqualTo(DeltaException.Reason.CONFLICT));
    assertThat(KernelReader.rows(table)).hasSize(2);
  }

  @Test
  void removesCarryWhatReadersOfOlderVersionsNeed() {
    HandMadeTable table = new HandMadeTable(folder.resolve("t"));
    Path file = Tables.parquet(table.folder(), "SELECT range AS id FROM range(5)");
    table.commit(
        0,
        protocol(List.of("deletionVectors"), List.of("deletionVectors")),
        metaData(List.of(field("id", "\"long\"", "{}")), List.of(), Map.of()),
        table.add(
            file,
            "{}",
            ",\"stats\":\"{\\\"numRecords\\\":5}\"" + HandMadeTable.inlineVector(0, 3)));
    assertThat(KernelReader.rows(table.folder())).hasSize(3);

    STORE.commit(Tables.overwrite(STORE.latest(table.folder())));

    String remove =
        table.lines(1).stream().filter(l -> l.startsWith("{\"remove\"")).findFirst().orElseThrow();
    assertThat(remove)
        .contains("\"path\":\"" + file.getFileName() + "\"")
        .contains("\"deletionTimestamp\":")
        .contains("\"dataChange\":true")
        .contains("\"extendedFileMetadata\":true")
        .contains("\"partitionValues\":{}")
        .contains("\"size\":")
        .contains("\"deletionVector\":{")
        .contains("numRecords");
    assertThat(KernelReader.rows(table.folder())).isEmpty();
    assertThat(KernelReader.rows(table.folder(), 0)).hasSize(3);
  }

  @Test
  void actionsAndScanFilesHaveTheirFieldsWhereWeLook() {
    assertThat(InternalScanFileUtils.SCAN_FILE_SCHEMA.fieldNames().get(0)).isEqualTo("add");
    assertThat(InternalScanFileUtils.ADD_FILE_ORDINAL).isZero();
    assertThat(SingleAction.FULL_SCHEMA.at(SingleAction.COMMIT_INFO_ORDINAL).getName())
        .isEqualTo("commitInfo");
    assertThat(CommitInfo.FULL_SCHEMA.fieldNames())
        .containsExactly(
            "inCommitTimestamp",
            "timestamp",
            "engineInfo",
            "operation",
            "operationParameters",
            "isBlindAppend",
            "txnId",
            "operationMetrics");
  }

  @Test
  void theHooksWriteAChecksumEachTimeAndACheckpointEveryTenCommits() {
    Path table = elevenCommits();
    assertThat(table.resolve("_delta_log/00000000000000000000.crc")).exists();
    assertThat(table.resolve("_delta_log/00000000000000000011.crc")).exists();
    assertThat(table.resolve("_delta_log/00000000000000000010.checkpoint.parquet")).exists();
    assertThat(table.resolve("_delta_log/_last_checkpoint")).exists();
  }

  @Test
  void theCheckpointAloneGivesTheTable() throws IOException {
    Path table = elevenCommits();
    List<ScanFile> files = STORE.latest(table).scanFiles();
    List<List<Object>> rows = KernelReader.rows(table);
    Path log = table.resolve("_delta_log");
    for (int version = 0; version < 10; version++) {
      // The log entry of the checkpoint's own version must stay: the Kernel wants it.
      Files.delete(log.resolve(String.format("%020d.json", version)));
    }
    for (int version = 0; version <= 11; version++) {
      Files.delete(log.resolve(String.format("%020d.crc", version)));
    }
    assertThat(STORE.latest(table).scanFiles()).isEqualTo(files);
    assertThat(STORE.latest(table).latestTransactionVersion("run")).isEmpty();
    assertThat(KernelReader.rows(table)).isEqualTo(rows).hasSize(12);
    STORE.commit(Tables.append(STORE.latest(table)));
    assertThat(STORE.latest(table).version()).isEqualTo(12);
  }

  @Test
  void aHookThatFailsDoesNotFailTheCommit() throws IOException {
    Path table = folder.resolve("t");
    STORE.commit(Tables.create(table, SCHEMA));
    Snapshot snapshot = STORE.latest(table);
    Files.createDirectories(table.resolve("_delta_log/00000000000000000001.crc/x"));
    assertThat(STORE.commit(Tables.append(snapshot)).version()).isEqualTo(1);
    assertThat(STORE.latest(table).version()).isEqualTo(1);
  }

  @Test
  void aTableCanBeCreatedWhereItsCreationWasInterrupted() throws IOException {
    Path table = folder.resolve("t");
    Files.createDirectories(table.resolve("_delta_log"));
    Files.writeString(table.resolve("_delta_log/.00000000000000000000.json.x.tmp"), "{");
    Files.writeString(table.resolve("orphan.parquet"), "{");
    assertThat(STORE.find(table)).isEmpty();
    assertThat(STORE.commit(Tables.create(table, SCHEMA)).version()).isZero();
    assertThat(KernelReader.rows(table)).isEmpty();
  }

  @Test
  void whatIsNotOfTheLogIsIgnored() throws IOException {
    Path table = folder.resolve("t");
    STORE.commit(Tables.create(table, SCHEMA));
    Path log = table.resolve("_delta_log");
    Files.writeString(log.resolve(".00000000000000000001.json.x.tmp"), "{");
    Files.writeString(log.resolve("notes.txt"), "{");
    Files.writeString(log.resolve("_last_checkpoint"), "{");
    Files.writeString(log.resolve("00000000000000000000.crc"), "{");
    Files.writeString(table.resolve("orphan.parquet"), "{");
    assertThat(STORE.latest(table).version()).isZero();
    assertThat(STORE.latest(table).scanFiles()).isEmpty();
    assertThat(STORE.commit(Tables.append(STORE.latest(table))).version()).isEqualTo(1);
  }

  private Path elevenCommits() {
    Path table = folder.resolve("t");
    Tables.table(table, SCHEMA, "SELECT 0::BIGINT AS id");
    for (int i = 1; i <= 11; i++) {
      DataFile file =
          STORE.inspect(Tables.parquet(table, "SELECT " + i + "::BIGINT AS id"), SCHEMA);
      STORE.commit(Tables.append(STORE.latest(table), file));
    }
    return table;
  }

  private synchronized Path template() {
    Path template = folder.resolve("template");
    try (var files =
        Files.exists(template) ? Files.list(template) : java.util.stream.Stream.<Path>of()) {
      return files.findFirst().orElseGet(() -> Tables.parquet(template, "SELECT 1::BIGINT AS id"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static <T> List<T> run(List<Callable<T>> tasks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(tasks)) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdown();
    }
  }
}
