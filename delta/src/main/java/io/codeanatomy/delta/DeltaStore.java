// SPDX-License-Identifier: Apache-2.0
package io.codeanatomy.delta;

import io.codeanatomy.delta.schema.Schema;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Opens, creates and commits to Delta tables on the local file system. Safe for use by many
 * threads.
 */
public interface DeltaStore {

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
   * The latest snapshot, or nothing where there is no Delta table yet (no folder, or an empty one).
   */
  Optional<Snapshot> find(Path location);

  /**
   * Checks a written Parquet file against the row type it is meant for and gives what a commit
   * needs of it: size, row count, and statistics out of its footer.
   *
   * @throws DeltaException naming the column, if a column is missing, unknown, of another type, or
   *     holds NULL where it must not
   */
  DataFile inspect(Path file, Schema schema);

  /**
   * Commits data files to a table in one atomic commit, and creates the table where the commit
   * expects none.
   *
   * @throws DeltaException if the table changed since the snapshot that the commit expects, if its
   *     row type is another, or if writing fails; then nothing of the commit is visible
   */
  CommitResult commit(Commit commit);
}
