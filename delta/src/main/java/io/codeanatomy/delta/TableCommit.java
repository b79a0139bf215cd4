// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import io.codeanatomy.delta.schema.DataType;
import io.codeanatomy.delta.schema.Schema;
import io.delta.kernel.DataWriteContext;
import io.delta.kernel.Operation;
import io.delta.kernel.TableManager;
import io.delta.kernel.Transaction;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.hook.PostCommitHook;
import io.delta.kernel.transaction.CreateTableTransactionBuilder;
import io.delta.kernel.transaction.DataLayoutSpec;
import io.delta.kernel.transaction.UpdateTableTransactionBuilder;
import io.delta.kernel.utils.CloseableIterable;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.DataFileStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One commit, in order: check what is to be written, flush it, and put the log entry there if it is
 * not. There is no second try: whoever commits between the expected snapshot and us wins, since an
 * overwrite on top of rows it never saw would keep them.
 */
final class TableCommit {

  private static final Logger LOG = LoggerFactory.getLogger(TableCommit.class);
  private static final String ENGINE = "CodeAnatomy";
  private static final int ONE_ATTEMPT = 0;

  private final Engine engine;
  private final LocalDeltaStore store;
  private final Commit commit;
  private final Path location;
  private final Schema fileSchema;

  TableCommit(Engine engine, LocalDeltaStore store, Commit commit) {
    this.engine = engine;
    this.store = store;
    this.commit = commit;
    this.location = LocalDeltaStore.absolute(commit.location());
    this.fileSchema =
        new Schema(
            commit.schema().fields().stream()
                .filter(field -> !commit.partitionColumns().contains(field.name()))
                .toList());
  }

  CommitResult run() {
    SchemaCheck check = new SchemaCheck(location);
    check.wellFormed(commit.schema());
    check.partitions(commit.schema(), commit.partitionColumns());
    Optional<KernelSnapshot> expected = commit.expected().map(this::kernelSnapshot);
    expected.ifPresent(snapshot -> new WritableTable(snapshot).check(commit));
    expectIsLatest(expected);
    CommitFiles files = new CommitFiles(location, commit);
    files.check();
    try {
      files.flush();
      return commit(expected);
    } catch (IOException | RuntimeException e) {
      throw KernelFailures.committing(location, e);
    }
  }

  private KernelSnapshot kernelSnapshot(Snapshot snapshot) {
    if (!LocalDeltaStore.absolute(snapshot.location()).equals(location)) {
      throw new IllegalArgumentException(
          "The expected snapshot is of " + snapshot.location() + ", not of " + location);
    }
    return snapshot instanceof KernelSnapshot kernel
        ? kernel
        : (KernelSnapshot) store.at(location, snapshot.version());
  }

  /**
   * The next version's log entry decides in the end; this is for a snapshot so old that the entry
   * was cleaned up, and for a clear message.
   */
  private void expectIsLatest(Optional<KernelSnapshot> expected) {
    OptionalLong latest = LocalDeltaStore.log(location).latest();
    if (expected.isEmpty() && latest.isPresent()) {
      throw DeltaErrors.conflict(location, "a table was created there", null);
    }
    if (expected.isPresent() && latest.orElse(-1) != expected.get().version()) {
      throw DeltaErrors.conflict(
          location,
          "it is at version "
              + latest.orElse(-1)
              + ", and the commit was made for version "
              + expected.get().version(),
          null);
    }
  }

  private CommitResult commit(Optional<KernelSnapshot> expected) throws IOException {
    Transaction transaction = expected.isPresent() ? update(expected.get()) : create();
    List<Row> actions = new ArrayList<>();
    if (expected.isEmpty()) {
      // The builder of an update takes it itself.
      commit.transactionId().map(KernelInternals::transactionAction).ifPresent(actions::add);
    }
    int removed = 0;
    if (expected.isPresent() && commit.mode() == Commit.Mode.OVERWRITE) {
      for (Row file : expected.get().scanFileRows()) {
        actions.add(KernelInternals.removeAction(file));
        removed++;
      }
    }
    actions.addAll(addActions(transaction));
    CommitResult result = result(removed);
    CommitDescription description = description(result);
    transaction.withCommitterProperties(description::toProperties);
    TransactionCommitResult committed =
        transaction.commit(engine, CloseableIterable.inMemoryIterable(closeable(actions)));
    committed.getPostCommitHooks().forEach(this::run);
    return new CommitResult(
        committed.getVersion(),
        result.filesAdded(),
        result.filesRemoved(),
        result.rowsAdded(),
        result.bytesAdded());
  }

  private Transaction create() {
    CreateTableTransactionBuilder builder =
        TableManager.buildCreateTableTransaction(
                LocalFileIO.location(location),
                KernelTypes.struct(commit.schema().fields()),
                ENGINE)
            .withCommitter(DescribingCommitter.INSTANCE)
            .withMaxRetries(ONE_ATTEMPT);
    if (!commit.partitionColumns().isEmpty()) {
      builder =
          builder.withDataLayoutSpec(
              DataLayoutSpec.partitioned(
                  commit.partitionColumns().stream().map(Column::new).toList()));
    }
    return builder.build(engine);
  }

  private Transaction update(KernelSnapshot expected) {
    UpdateTableTransactionBuilder builder =
        expected
            .kernel()
            .buildUpdateTableTransaction(ENGINE, Operation.WRITE)
            .withMaxRetries(ONE_ATTEMPT);
    if (commit.transactionId().isPresent()) {
      Commit.TransactionId id = commit.transactionId().get();
      builder = builder.withTransactionId(id.application(), id.version());
    }
    // Built in any case: it refuses what the Kernel does not write, and what was committed before.
    Transaction transaction = builder.build(engine);
    return new WritableTable(expected)
        .evolved(commit)
        .map(
            schema ->
                KernelInternals.withSchema(
                    expected.kernel(), schema, ENGINE, commit.transactionId()))
        .orElse(transaction);
  }

  private List<Row> addActions(Transaction transaction) throws IOException {
    Row state = transaction.getTransactionState(engine);
    List<Row> actions = new ArrayList<>();
    for (DataFile file : commit.files()) {
      DataWriteContext context =
          Transaction.getWriteContext(engine, state, partitionLiterals(file));
      try (CloseableIterator<Row> added =
          Transaction.generateAppendActions(
              engine, state, closeable(List.of(status(file))), context)) {
        added.forEachRemaining(actions::add);
      }
    }
    return actions;
  }

  private DataFileStatus status(DataFile file) {
    return new DataFileStatus(
        LocalFileIO.location(file.path()),
        file.sizeBytes(),
        file.modificationTimeMillis(),
        Optional.of(KernelStatistics.of(file, fileSchema)));
  }

  private Map<String, Literal> partitionLiterals(DataFile file) {
    Map<String, Literal> literals = new LinkedHashMap<>();
    for (String column : commit.partitionColumns()) {
      DataType type = commit.schema().field(column).orElseThrow().type();
      io.delta.kernel.types.DataType kernelType = KernelTypes.type(type);
      Optional<String> text = file.partitionValues().getOrDefault(column, Optional.empty());
      literals.put(
          column,
          text.map(value -> KernelInternals.partitionValue(kernelType, value))
              .orElseGet(() -> Literal.ofNull(kernelType)));
    }
    return literals;
  }

  private CommitResult result(int filesRemoved) {
    long rows = 0;
    long bytes = 0;
    for (DataFile file : commit.files()) {
      rows += file.rowCount();
      bytes += file.sizeBytes();
    }
    return new CommitResult(-1, commit.files().size(), filesRemoved, rows, bytes);
  }

  private CommitDescription description(CommitResult result) {
    Map<String, String> parameters = new LinkedHashMap<>();
    // As Spark names it, for DESCRIBE HISTORY.
    parameters.put("mode", commit.mode() == Commit.Mode.APPEND ? "Append" : "Overwrite");
    parameters.putAll(commit.provenance());
    Map<String, String> metrics = new LinkedHashMap<>();
    metrics.put("numFiles", String.valueOf(result.filesAdded()));
    metrics.put("numOutputRows", String.valueOf(result.rowsAdded()));
    metrics.put("numOutputBytes", String.valueOf(result.bytesAdded()));
    metrics.put("numRemovedFiles", String.valueOf(result.filesRemoved()));
    return new CommitDescription(parameters, metrics, commit.userMetadata());
  }

  /** The commit stands; a checkpoint or checksum that failed is made by the next one. */
  private void run(PostCommitHook hook) {
    try {
      hook.threadSafeInvoke(engine);
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} of {} failed; the commit itself stands", hook.getType(), location, e);
    }
  }

  private static <T> CloseableIterator<T> closeable(List<T> items) {
    return LocalFileIO.closeable(items.iterator());
  }
}
