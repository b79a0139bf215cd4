// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.engine.publish;

import io.codeanatomy.delta.Commit;
import io.codeanatomy.delta.CommitResult;
import io.codeanatomy.delta.DataFile;
import io.codeanatomy.delta.DeltaException;
import io.codeanatomy.delta.DeltaStore;
import io.codeanatomy.delta.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tables whose files are in their places, checked and flushed; what is missing is the commits. */
public final class PreparedPublication {

  private final DeltaStore store;
  private final List<TableCommit> commits;
  private final List<Path> uncommitted;

  /** Takes the files that are committed, or may be, out of the list of uncommitted ones. */
  PreparedPublication(DeltaStore store, List<TableCommit> commits, List<Path> uncommitted) {
    this.store = store;
    this.commits = List.copyOf(commits);
    this.uncommitted = uncommitted;
  }

  /** The commits to come, in order. */
  public List<Commit> commits() {
    return commits.stream().map(TableCommit::commit).toList();
  }

  /**
   * Commits the tables, one after the other.
   *
   * @throws io.codeanatomy.spec.DiagnosticException if a commit fails; it says which tables were
   *     committed before, and at which version, and which were not
   */
  public List<PublishedOutput> commit() {
    List<PublishedOutput> outputs = new ArrayList<>();
    for (TableCommit next : commits) {
      try {
        CommitResult result = store.commit(next.commit());
        keepFiles(next.commit());
        outputs.add(next.output(result));
      } catch (RuntimeException e) {
        if (mayBeCommitted(next.commit(), e)) {
          keepFiles(next.commit());
        }
        List<String> missing =
            commits.subList(outputs.size(), commits.size()).stream()
                .map(c -> c.target().name())
                .toList();
        throw PublishErrors.commit(next.target(), e, outputs, missing);
      }
    }
    return outputs;
  }

  private void keepFiles(Commit commit) {
    uncommitted.removeAll(commit.files().stream().map(DataFile::path).toList());
  }

  /**
   * Whether the commit may be visible although it failed, as when the log entry was written and its
   * flush failed. Then its files must stay: better a file too many than a table without its files.
   */
  private boolean mayBeCommitted(Commit commit, RuntimeException failure) {
    if (failure instanceof DeltaException known
        && known.reason() != DeltaException.Reason.IO
        && known.reason() != DeltaException.Reason.DAMAGED) {
      return false;
    }
    try {
      long expected = commit.expected().map(Snapshot::version).orElse(-1L);
      return store.find(commit.location()).map(Snapshot::version).orElse(-1L) != expected;
    } catch (DeltaException e) {
      failure.addSuppressed(e);
      return true;
    }
  }

  /** The commit of a target. */
  record TableCommit(TableTarget target, Commit commit) {

    private int partitions() {
      return target.partitionColumns().isEmpty()
          ? 1
          : (int) commit.files().stream().map(DataFile::partitionValues).distinct().count();
    }

    PublishedOutput output(CommitResult result) {
      return new PublishedOutput(
          target.name(),
          target.location(),
          result.version(),
          result.rowsAdded(),
          result.filesAdded(),
          result.filesRemoved(),
          result.bytesAdded(),
          partitions());
    }
  }
}
