// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import io.codeanatomy.delta.schema.Schema;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Opens, creates and commits to Delta tables on the local file system. Safe for use by many
 * threads.
 */
public interface DeltaStore {

  /** The store of the local file system. There is one, for all threads. */
  static DeltaStore local() {
    return LocalDeltaStore.INSTANCE;
  }

  /**
   * The latest snapshot of a table.
   *
   * @throws DeltaException if the location does not exist, is no Delta table, is damaged, or needs
   *     a feature that we do not read
   */
  Snapshot latest(Path location);

  /**
   * The snapshot of a version.
   *
   * @throws DeltaException as {@link #latest}, or if the version is not there (any more)
   */
  Snapshot at(Path location, long version);

  /**
   * The latest snapshot, or nothing where there is no Delta table yet: no folder, an empty one
   * (hidden files, {@code .x} and {@code _x}, do not count), or the start of a log without a
   * commit.
   *
   * @throws DeltaException as {@link #latest}, also if the folder holds other things
   */
  Optional<Snapshot> find(Path location);

  /**
   * Checks a written Parquet file against the row type it is meant for and gives what a commit
   * needs of it: size, row count, and statistics out of its footer.
   *
   * <p>A NULL inside a struct, list or map is found where the footer tells; a required field of a
   * struct that may itself be NULL cannot be told from its footer by most writers.
   *
   * @param schema the row type of the file: that of the table without its partition columns, which
   *     are not in the files; the order of the columns does not matter
   * @throws DeltaException naming the column, if a column is missing, unknown, of another type, or
   *     holds NULL where it must not
   */
  DataFile inspect(Path file, Schema schema);

  /**
   * Commits data files to a table in one atomic commit, and creates the table where the commit
   * expects none. The files are flushed to the disk first. No files is fine: an empty table, or an
   * overwrite that leaves nothing.
   *
   * @throws DeltaException if the table changed since the snapshot that the commit expects, if its
   *     row type is another, or if writing fails; then nothing of the commit is visible
   */
  CommitResult commit(Commit commit);

  /**
   * How many row groups some files of a snapshot have, and how many of them may hold a row for
   * which a predicate is true. Opens every file to read its footer: for people who want to know,
   * not for runs.
   *
   * @param files of the snapshot
   * @param predicate about columns by their logical names
   * @throws DeltaException if a file is not there, or no whole Parquet file
   */
  RowGroupFigures rowGroups(Snapshot snapshot, List<ScanFile> files, ScanPredicate predicate);

  /**
   * What the commits of a table say about themselves, newest first; as far back as its log goes.
   *
   * @throws DeltaException as {@link #latest}
   */
  List<CommitEntry> history(Path location);
}
